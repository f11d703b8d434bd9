/**
 * System calls from entry to exit, wherever their thread goes meanwhile and wherever the trace is cut. Analyses extend
 * {@link io.gyre.analysis.kernel.call.CallFold}, and keep {@link io.gyre.analysis.kernel.call.OpenCalls} in their partials.
 *
 * <p>An open call lies in a place. Where events tell their thread (context {@code tid}) that is the thread's own. Where they do not, it is
 * the CPU; {@code sched_switch} moves it to the thread that leaves the CPU, and back to the CPU that the thread is put on. So what was
 * open when a stretch of time began can be followed without knowing it: the partial says which place it went to, or which exit ended it.
 */
@NullMarked
package io.gyre.analysis.kernel.call;

import org.jspecify.annotations.NullMarked;
