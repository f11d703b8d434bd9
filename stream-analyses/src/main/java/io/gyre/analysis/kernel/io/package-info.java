/** {@code io}: what threads read and wrote by system calls, what disks were asked for, what went over network interfaces. */
@NullMarked
package io.gyre.analysis.kernel.io;

import org.jspecify.annotations.NullMarked;
