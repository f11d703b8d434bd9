/**
 * What threads and CPUs do, and how long: user mode, system calls, interrupts. A {@link io.gyre.analysis.kernel.state.StateFold} measures
 * it, {@link io.gyre.analysis.kernel.state.CpuRuns} is the part of a partial that keeps it, open ends and all.
 *
 * <p>In a stretch of time that begins in the middle, the state of a CPU is not known at first. Time is then kept by what it depends
 * on ({@link io.gyre.analysis.kernel.state.Open}), until the stretch before tells.
 */
@NullMarked
package io.gyre.analysis.kernel.state;

import org.jspecify.annotations.NullMarked;
