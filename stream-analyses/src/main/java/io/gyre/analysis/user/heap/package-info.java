/**
 * What programs allocate, free and keep, from the events of {@code liblttng-ust-libc-wrapper}. {@link io.gyre.analysis.user.heap.HeapFold} matches
 * frees with allocations within a slice, {@link io.gyre.analysis.user.heap.ProcessJoin} across cuts.
 */
@NullMarked
package io.gyre.analysis.user.heap;

import org.jspecify.annotations.NullMarked;
