/** The time order of a whole session line: many streams of many traces, merged into one sequence of calls. */
@NullMarked
package io.gyre.ctf.order;

import org.jspecify.annotations.NullMarked;
