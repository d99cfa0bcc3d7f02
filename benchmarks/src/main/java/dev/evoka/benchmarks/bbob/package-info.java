/// The 24 noiseless functions of BBOB, and a run of many optimizers over them.
@NullMarked
package dev.evoka.benchmarks.bbob;

import org.jspecify.annotations.NullMarked;
