package io.gyre.ctf.filter;

import io.gyre.ctf.filter.EventFilter.Mistyped;
import io.gyre.ctf.filter.EventFilter.Never;
import io.gyre.ctf.filter.Expression.Reference;
import io.gyre.ctf.filter.FilterException.Kind;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.layout.TraceLayout;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.TraceClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Holds a filter against the traces that are to be read. */
public final class FilterCheck {
    private final Filter filter;
    private final List<EventLayout> events = new ArrayList<>();

    private FilterCheck(Filter filter) {
        this.filter = filter;
    }

    /** Whether any event may match. */
    public enum Outcome {
        POSSIBLE,
        /** Every field that the filter names is there, but no event class has all of them. */
        NO_CLASS_HAS_ALL
    }

    /** Checks what can be checked without a trace. */
    static void literals(Filter filter) throws FilterException {
        new Typing(filter.text(), _ -> new Term.Undefined(), Typing.Mismatch.THROWN).condition(filter.expression());
    }

    /**
     * Checks names and types.
     *
     * @param wanted which event classes are to be read
     * @throws FilterException when the filter names a field that no event class has, or when its types are wrong for every event
     *         class that has all of its fields
     */
    public static Outcome check(Filter filter, Collection<TraceClass> traces, Predicate<EventRecordClass> wanted)
            throws FilterException {
        var check = new FilterCheck(filter);
        for (TraceClass trace : new LinkedHashSet<>(traces)) {
            check.add(trace, wanted);
        }
        return check.events.isEmpty() ? Outcome.POSSIBLE : check.run();
    }

    private void add(TraceClass trace, Predicate<EventRecordClass> wanted) {
        TraceLayout layouts = TraceLayout.of(trace);
        for (DataStreamClass stream : trace.streams().values()) {
            StreamLayout layout = layouts.streamOf(stream);
            stream.events().values().stream().filter(wanted).map(layout::event).forEach(events::add);
        }
    }

    private Outcome run() throws FilterException {
        FilterException mistyped = null;
        for (EventLayout event : events) {
            switch (EventFilter.of(filter, event).decision()) {
                case Never never -> {
                    if (mistyped == null && never.problem() instanceof Mistyped found) {
                        mistyped = found.error();
                    }
                }
                case EventFilter.Holds _,EventFilter.Choose _ -> {
                    return Outcome.POSSIBLE;
                }
            }
        }
        for (Reference reference : filter.references()) {
            resolveSomewhere(reference);
        }
        if (mistyped != null) {
            throw mistyped;
        }
        return Outcome.NO_CLASS_HAS_ALL;
    }

    /** Of several reasons why a field is nowhere, the one that comes furthest in its name is told. */
    private void resolveSomewhere(Reference reference) throws FilterException {
        Resolver.Unusable unusable = null;
        Resolver.Unknown unknown = null;
        Set<String> known = new LinkedHashSet<>();
        for (EventLayout event : events) {
            switch (new Resolver(event).resolve(reference)) {
                case Resolver.Found _ -> {
                    return;
                }
                case Resolver.Unusable found -> unusable = found;
                case Resolver.Unknown found -> {
                    if (unknown == null || found.place().from() > unknown.place().from()) {
                        unknown = found;
                        known.clear();
                    }
                    if (found.place().equals(unknown.place())) {
                        known.addAll(found.known());
                    }
                }
            }
        }
        if (unusable != null) {
            throw new FilterException(Kind.TYPE, filter.text(), unusable.place(), unusable.message());
        }
        if (unknown != null) {
            throw unknownField(reference, unknown, known);
        }
    }

    private FilterException unknownField(Reference reference, Resolver.Unknown unknown, Set<String> known) {
        boolean first = unknown.place().equals(reference.steps().getFirst().place());
        String elsewhere = first ? elsewhere(reference, unknown.name()) : null;
        String hint = elsewhere != null ? "; there is " + elsewhere : CloseNames.hint(unknown.name(), known);
        return new FilterException(Kind.NAME, filter.text(), unknown.place(),
                (first ? "no event has the " + reference.origin().words() + " `" : "there is no member `")
                        + unknown.name() + "`" + hint);
    }

    /** {@return the field of the same name among the others, payload or context} */
    private @Nullable String elsewhere(Reference reference, String name) {
        Expression.Origin other = reference.origin() == Expression.Origin.PAYLOAD
                ? Expression.Origin.CONTEXT
                : Expression.Origin.PAYLOAD;
        var there = new Reference(reference.place(), other, List.of(new Expression.Named(reference.place(), name)));
        boolean found = events.stream().map(event -> new Resolver(event).resolve(there))
                .anyMatch(r -> !(r instanceof Resolver.Unknown));
        return found ? (other == Expression.Origin.CONTEXT ? "`$ctx." : "a payload field `") + name + "`" : null;
    }
}
