package io.gyre.ctf.source;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of one metadata file: where, inside of what, and what is wrong. */
public final class Diagnostics {
    private static final int SHOWN_FIRST = 4;
    private static final int SHOWN_LAST = 2;

    private final IntFunction<Place> places;
    private final List<Construct> context = new ArrayList<>();

    /** What messages name; made into text when there is one. */
    private record Construct(String kind, @Nullable String name) {
        @Override
        public String toString() {
            return name == null ? kind : kind + " `" + name + "`";
        }
    }

    /** @param places tells where an offset in the text lies */
    public Diagnostics(IntFunction<Place> places) {
        this.places = places;
    }

    /** Opens a construct that messages name, such as {@code the trace class}. */
    public void enter(String construct) {
        context.add(new Construct(construct, null));
    }

    /** Opens a construct that has a name of its own, such as {@code event class `sched_switch`}. */
    public void enter(String kind, String name) {
        context.add(new Construct(kind, name));
    }

    public void leave() {
        context.removeLast();
    }

    public MetadataException syntax(int offset, String message) {
        return new MetadataException(MetadataException.Kind.SYNTAX, places.apply(offset), message);
    }

    public MetadataException semantic(int offset, String message) {
        return new MetadataException(MetadataException.Kind.SEMANTIC, places.apply(offset), inContext(message));
    }

    public MetadataException tooLarge(int offset, String message) {
        return new MetadataException(MetadataException.Kind.TOO_LARGE, places.apply(offset), inContext(message));
    }

    public MetadataException unsupported(int offset, String message) {
        return new MetadataException(MetadataException.Kind.UNSUPPORTED, places.apply(offset), inContext(message));
    }

    private String inContext(String message) {
        var text = new StringBuilder();
        for (int i = 0; i < context.size(); i++) {
            if (i == SHOWN_FIRST && context.size() > SHOWN_FIRST + SHOWN_LAST) {
                text.append("… ");
                i = context.size() - SHOWN_LAST;
            }
            text.append("in ").append(context.get(i)).append(": ");
        }
        return text.append(message).toString();
    }
}
