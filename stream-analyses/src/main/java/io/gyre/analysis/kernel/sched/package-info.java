/** {@code sched}: how long threads wait for a CPU once they are woken. */
@NullMarked
package io.gyre.analysis.kernel.sched;

import org.jspecify.annotations.NullMarked;
