// Fixtures that may run beside others mostly wait, for programs and for seconds to pass: one more than the two cores of a
// small machine has something to do.
[assembly: LevelOfParallelism(3)]
