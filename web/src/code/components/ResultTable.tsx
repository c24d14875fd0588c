import { useTranslation } from "react-i18next";

interface ResultTableProps {
  columns: string[];
  rows: (string | null)[][];
  more: number;
}

export function ResultTable({ columns, rows, more }: ResultTableProps) {
  const { t } = useTranslation("code");
  return (
    <div className="flex flex-col gap-1">
      <div className="overflow-x-auto">
        <table className="border-collapse font-mono text-sm">
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={index} scope="col" className="border border-line bg-hover px-2 py-1 text-left font-semibold">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column} className="border border-line px-2 py-1 whitespace-pre-wrap">
                    {cell ?? <span className="text-quiet italic">NULL</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="text-sm text-quiet">
        {t("table.rows", { count: rows.length + more })}
        {more > 0 && ` ${t("table.more", { count: more })}`}
      </p>
    </div>
  );
}
