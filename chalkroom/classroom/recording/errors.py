"""What can go wrong with recording in a room."""

from chalkroom.kit.problems import Problem


class NeverRecorded(Problem):
    status = 409
    code = "never_recorded"
    en = "This session is never recorded: so it says in its settings, and so people were told."
    fr = "Cette séance n’est jamais enregistrée : ses réglages le disent, et chacun en a été informé."


class NotRecording(Problem):
    status = 409
    code = "not_recording"
    en = "Nothing is being recorded at the moment. Start the recording first."
    fr = "Rien n’est enregistré en ce moment. Lancez d’abord l’enregistrement."
