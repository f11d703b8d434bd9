/** {@code cpus}: what the CPUs did: idle, user mode, system calls, interrupts. */
@NullMarked
package io.gyre.analysis.kernel.cpus;

import org.jspecify.annotations.NullMarked;
