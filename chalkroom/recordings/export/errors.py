"""What can go wrong when somebody asks for a file."""

from chalkroom.kit.problems import Problem


class StillSaving(Problem):
    status = 409
    code = "still_saving"
    en = "This lesson is still being saved. Ask for the file once all of it is there."
    fr = "Cette leçon est encore en cours d’enregistrement. Demandez le fichier quand tout sera arrivé."
