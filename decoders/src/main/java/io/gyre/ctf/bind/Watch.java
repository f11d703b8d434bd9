package io.gyre.ctf.bind;

import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.read.FieldVisitor;

/**
 * Fields of the events selected, handed to a visitor.
 *
 * @param selection of events; which streams are read is not its matter
 * @param shape of the selected events' classes
 */
public record Watch(Selection selection, EventShape shape, FieldVisitor visitor) {
    /** One for which the selection says it all. */
    public Watch(Selection selection, FieldVisitor visitor) {
        this(selection, EventShape.ANY, visitor);
    }
}
