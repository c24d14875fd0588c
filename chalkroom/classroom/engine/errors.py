"""What can go wrong with a program that a server runs."""

from chalkroom.kit.problems import Problem


class EngineAway(Problem):
    status = 503
    code = "engine_away"
    en = (
        "The school’s code engine does not answer. Please try again in a minute; if it stays so, tell an administrator."
    )
    fr = (
        "Le moteur de code de l’école ne répond pas. Réessayez dans une minute ; "
        "si cela continue, prévenez un administrateur."
    )
    headers = {"Retry-After": "30"}


class EngineBusy(Problem):
    status = 429
    code = "engine_busy"
    en = "The school’s code engine has too much to do just now. Please try again in a few seconds."
    fr = "Le moteur de code de l’école est trop occupé. Réessayez dans quelques secondes."
    headers = {"Retry-After": "5"}


class NotOffered(Problem):
    status = 422
    code = "language_not_offered"
    en = "The school’s code engine does not run files of this kind."
    fr = "Le moteur de code de l’école n’exécute pas ce type de fichier."


class ProgramTooLarge(Problem):
    status = 413
    code = "program_too_large"
    en = "The files and the input are too long for the code engine: {limit_kilobytes} KB at most, all together."
    fr = "Les fichiers et l’entrée sont trop longs pour le moteur de code : {limit_kilobytes} Ko au plus en tout."
