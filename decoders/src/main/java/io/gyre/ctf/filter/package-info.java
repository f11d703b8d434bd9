/**
 * LTTng's filter expressions (lttng-enable-event(1), "Event payload and context filter condition"), applied to traces that are
 * there already: {@code field[0] < 100 && $ctx.procname == "web*"}.
 *
 * <p>A text goes three steps: {@link io.gyre.ctf.filter.Filter#parse} makes an {@link io.gyre.ctf.filter.Expression} of it, whatever
 * the trace; {@link io.gyre.ctf.filter.EventFilter#of} finds its fields in one event class and types it, a {@link
 * io.gyre.ctf.filter.Term} then; the package {@code compile} makes code of that, and {@link io.gyre.ctf.filter.InterpretedFilter}
 * works it out as it stands. {@link io.gyre.ctf.filter.FilterCheck} says before anything is read what of a filter no trace can answer.
 *
 * <p>As with LTTng an event whose class lacks a field that the filter names does not match, whatever else the filter says; nor does
 * one where the evaluation comes to an element beyond an array's end, or to a shift by more than 63 bits.
 */
@NullMarked
package io.gyre.ctf.filter;

import org.jspecify.annotations.NullMarked;
