/** {@code syscalls}: how often, how long and with what outcome threads called the kernel. */
@NullMarked
package io.gyre.analysis.kernel.syscalls;

import org.jspecify.annotations.NullMarked;
