"""The keys of a study come into being: the team's key on this machine, both public keys in interviewer.yaml."""

from interviewer.errors import CannotError, FilesError
from interviewer.privacy.age import Identity
from interviewer.study.folder import Study
from interviewer.study.private.unlocked import keep_team_key
from interviewer.study.settings import KEYS, Keys, Seal, read_settings
from interviewer.study.whole_file import put_whole, read_bytes
from interviewer.yamlsplice import set_keys
from interviewer.yamltext import Mapping, read, splice

CHANGED = "settings_changed_meanwhile"


def refuse_second(study: Study, seal: Seal) -> None:
    """CannotError where the study has keys already and they seal as much; FilesError where its settings have errors.

    Other keys would leave what was sealed to the first ones alone.
    """
    keys = study.settings().keys
    if keys is not None and seal in (keys.seal, "names"):
        raise CannotError("has_keys_already")


def found(study: Study, team: Identity, paper: Identity, passphrase: str, seal: Seal) -> Keys:
    """Return when the team's key is durable in the private folder and the settings name both. Raises as `refuse_second`."""
    refuse_second(study, seal)
    keys = Keys(team.public, paper.public, seal)
    keep_team_key(team, passphrase, paper.public)
    write_keys(study, keys)
    study.observe_secrecy()
    return keys


def write_keys(study: Study, keys: Keys) -> None:
    """Name the keys in interviewer.yaml, everything else as it stands. FilesError where the file has errors."""
    path = study.settings_path
    data = read_bytes(path)
    was = (data or b"").decode("utf-8-sig", "surrogateescape")
    node, _problems = read(was.encode("utf-8", "surrogateescape"), path.name)
    value = {"team": keys.team, "paper": keys.paper, "seal": keys.seal}
    if isinstance(node, Mapping):
        text = splice(was, set_keys(was, node, {"keys": value}, KEYS))
    else:
        rows = "".join(f"  {name}: {one}\n" for name, one in value.items())
        text = f"{was}{'' if not was or was.endswith(chr(10)) else chr(10)}keys:\n{rows}"
    settings, problems = read_settings(text.encode("utf-8", "surrogateescape"), path.name)
    if settings is None or settings.keys != keys:
        raise FilesError(problems)
    put_whole(path, text, data, CHANGED)
