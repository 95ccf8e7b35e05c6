"""The keys of a study come into being: the team's key on this machine, both public keys in interviewer.yaml."""

from interviewer.errors import CannotError, FilesError
from interviewer.privacy.age import Identity
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy
from interviewer.study.private.paper_keys import remember_first
from interviewer.study.private.places import Recipients
from interviewer.study.private.team_key import keep_team_key
from interviewer.study.settings import KEYS, Keys, Seal, read_settings
from interviewer.study.whole_file import put_whole, read_bytes
from interviewer.yamlsplice import set_keys
from interviewer.yamltext import Mapping, read, splice

CHANGED = "settings_changed_meanwhile"


def refuse_second(study: Study) -> None:
    """CannotError where the study has keys already; FilesError where its settings have errors.

    Other keys would leave what was sealed to the first ones alone.
    """
    keys = study.settings().keys
    if keys is not None:
        raise CannotError("has_keys_already")


def keeps_names(study: Study) -> bool:
    """Whether the study has keys that lock names alone so far."""
    if not study.may_have_keys():
        return False
    keys = study.settings().keys
    return keys is not None and keys.seal == "names"


def seal_words_too(study: Study) -> Keys:
    """From here on the keys that lock the names seal the words too: other ones would leave the names alone."""
    keys = study.settings().keys
    if keys is None:
        raise CannotError("no_keys")
    write_keys(study, sealing := Keys(keys.team, keys.paper, "words", keys.renewed))
    observe_secrecy(study)
    return sealing


def found(study: Study, team: Identity, paper: Identity, passphrase: str, seal: Seal) -> Keys:
    """Return when the team's key is durable in the private folder and the settings name both. Raises as `refuse_second`."""
    refuse_second(study)
    keys = Keys(team.public, paper.public, seal)
    keep_team_key(team, passphrase, paper.public)
    remember_first(Recipients(team.public, paper.public))
    write_keys(study, keys)
    observe_secrecy(study)
    return keys


def write_keys(study: Study, keys: Keys) -> None:
    """Name the keys in interviewer.yaml, everything else as it stands. FilesError where the file has errors."""
    path = study.settings_path
    data = read_bytes(path)
    was = (data or b"").decode("utf-8-sig", "surrogateescape")
    node, _problems = read(was.encode("utf-8", "surrogateescape"), path.name)
    value = {"team": keys.team, "paper": keys.paper, "seal": keys.seal}
    value |= {"renewed": keys.renewed} if keys.renewed else {}
    if isinstance(node, Mapping):
        text = splice(was, set_keys(was, node, {"keys": value}, KEYS))
    else:
        rows = "".join(f"  {name}: {one}\n" for name, one in value.items())
        text = f"{was}{'' if not was or was.endswith(chr(10)) else chr(10)}keys:\n{rows}"
    settings, problems = read_settings(text.encode("utf-8", "surrogateescape"), path.name)
    if settings is None or settings.keys != keys:
        raise FilesError(problems)
    put_whole(path, text, data, CHANGED)
