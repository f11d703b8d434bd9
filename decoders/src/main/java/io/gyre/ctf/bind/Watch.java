package io.gyre.ctf.bind;

import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.read.FieldVisitor;

/**
 * Fields of the events selected, handed to a visitor.
 *
 * @param selection of events; which streams are read is not its matter
 */
public record Watch(Selection selection, FieldVisitor visitor) {}
