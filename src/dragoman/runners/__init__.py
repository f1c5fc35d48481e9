"""runners: where work runs. A runner takes a task and its inputs and gives back what became of each, as they are done.

To run on a cluster, write a class with the `run` of `Runner` and pass it in; the contract test in
`tests/contracts` says what it must do.
"""

from dragoman.runners.local import Here, ManyCores, runner_for
from dragoman.runners.tasks import Done, Runner, Task, TaskMaker

__all__ = ["Done", "Here", "ManyCores", "Runner", "Task", "TaskMaker", "runner_for"]
