package io.gyre.ctf.model;

import java.util.List;

/** Labels for values of an integer (an enumeration's mappings) or for bit positions of a bit map, in metadata order. */
public record Mappings(List<Mapping> entries) {
    public static final Mappings NONE = new Mappings(List.of());

    public Mappings {
        entries = List.copyOf(entries);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** One label and all the ranges that it stands for. */
    public record Mapping(String label, RangeSet ranges) {}
}
