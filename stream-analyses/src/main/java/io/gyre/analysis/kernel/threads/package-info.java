/** {@code threads}: what each thread did: ran in user mode or in system calls, was interrupted, waited for a CPU, was blocked and in what. */
@NullMarked
package io.gyre.analysis.kernel.threads;

import org.jspecify.annotations.NullMarked;
