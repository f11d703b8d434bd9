package io.gyre.ctf.filter;

import io.gyre.ctf.filter.Expression.Reference;
import io.gyre.ctf.layout.EventLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A filter as it is for the events of one class.
 *
 * @param accesses the values that it needs
 */
public record EventFilter(List<FieldAccess> accesses, Decision decision) {
    /** So many ways to combine the options of variants are told apart. */
    private static final int WAYS_LIMIT = 256;

    public EventFilter {
        accesses = List.copyOf(accesses);
    }

    /** What an event has to be to match. */
    public sealed interface Decision {}

    /** A condition that holds when it is defined and not 0. */
    public record Holds(Term.Whole condition) implements Decision {}

    /** No event of this class matches. */
    public record Never(Problem problem) implements Decision {}

    /** As the variants of the event have it: the first entry whose field is there says how to go on. */
    public record Choose(List<Entry> entries, Decision otherwise) implements Decision {
        public Choose {
            entries = List.copyOf(entries);
        }
    }

    /** @param access the index of a field that is there or not */
    public record Entry(int access, Decision decision) {}

    /** Why no event of a class can match. */
    sealed interface Problem {}

    /** @param resolution is not {@link Resolver.Found} */
    record Unresolved(Reference reference, Resolver.Resolution resolution) implements Problem {}

    record Mistyped(FilterException error) implements Problem {}

    /** {@return whether no event of the class matches} */
    public boolean isNever() {
        return decision instanceof Never;
    }

    /** {@return what a filter is for events of a class} */
    public static EventFilter of(Filter filter, EventLayout event) {
        var resolver = new Resolver(event);
        Map<List<Object>, List<FieldAccess>> found = new LinkedHashMap<>();
        for (Reference reference : filter.references()) {
            switch (resolver.resolve(reference)) {
                case Resolver.Found field -> found.put(key(reference), field.choices());
                case Resolver.Unknown unknown -> {
                    return never(new Unresolved(reference, unknown));
                }
                case Resolver.Unusable unusable -> {
                    return never(new Unresolved(reference, unusable));
                }
            }
        }
        return new Builder(filter, found).build();
    }

    private static EventFilter never(Problem problem) {
        return new EventFilter(List.of(), new Never(problem));
    }

    /** The same field wherever it is named. */
    private static List<Object> key(Reference reference) {
        var key = new ArrayList<Object>();
        key.add(reference.origin());
        for (Expression.Step step : reference.steps()) {
            key.add(switch (step) {
                case Expression.Named named -> named.name();
                case Expression.Indexed indexed -> indexed.index();
            });
        }
        return key;
    }

    /** Types the expression, once for each way that variants may be. */
    private static final class Builder {
        private final Filter filter;
        private final List<FieldAccess> accesses = new ArrayList<>();
        private final List<List<Integer>> variants = new ArrayList<>();
        private final Map<List<Object>, Integer> variantOf = new HashMap<>();
        private final Map<List<Object>, Term> terms = new HashMap<>();
        private long ways = 1;

        Builder(Filter filter, Map<List<Object>, List<FieldAccess>> fields) {
            this.filter = filter;
            fields.forEach((key, choices) -> {
                var numbers = new ArrayList<Integer>();
                for (FieldAccess choice : choices) {
                    numbers.add(accesses.size());
                    accesses.add(choice);
                }
                if (choices.size() == 1) {
                    terms.put(key, term(numbers.getFirst()));
                } else {
                    variantOf.put(key, variants.size());
                    variants.add(numbers);
                    ways = Math.min(WAYS_LIMIT + 1L, ways * (numbers.size() + 1));
                }
            });
        }

        private Term term(int access) {
            return switch (accesses.get(access).type()) {
                case INTEGER -> new Term.WholeField(access);
                case REAL -> new Term.RealField(access);
                case TEXT -> new Term.TextField(access);
            };
        }

        EventFilter build() {
            try {
                if (ways > WAYS_LIMIT) {
                    Expression whole = filter.expression();
                    throw new FilterException(FilterException.Kind.TYPE, filter.text(), whole.place(),
                            "the variants named have more than " + WAYS_LIMIT + " ways to combine their options");
                }
                return new EventFilter(accesses, decide(new ArrayList<>()));
            } catch (FilterException e) {
                return never(new Mistyped(e));
            }
        }

        private Decision decide(List<Term> chosen) throws FilterException {
            if (chosen.size() == variants.size()) {
                var mismatch = variants.isEmpty() ? Typing.Mismatch.THROWN : Typing.Mismatch.UNDEFINED;
                return new Holds(new Typing(filter.text(), reference -> field(reference, chosen), mismatch)
                        .condition(filter.expression()));
            }
            var entries = new ArrayList<Entry>();
            for (int access : variants.get(chosen.size())) {
                chosen.add(term(access));
                entries.add(new Entry(access, decide(chosen)));
                chosen.removeLast();
            }
            chosen.add(new Term.Undefined());
            Decision otherwise = decide(chosen);
            chosen.removeLast();
            return new Choose(entries, otherwise);
        }

        private Term field(Reference reference, List<Term> chosen) {
            List<Object> key = key(reference);
            Integer variant = variantOf.get(key);
            return variant == null ? Objects.requireNonNull(terms.get(key)) : chosen.get(variant);
        }
    }
}
