"""A whole export: plan, make the chunks (on several processors when there are many sessions), write, verify, name."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import batched
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError, UsageError
from interviewer.export.case import Scope
from interviewer.export.chunks import Chunk, Job, Tally, make_chunk
