package io.gyre.ctf.tsdl;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.FieldPath;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.source.Diagnostics;
import io.gyre.ctf.tsdl.Type.Field;
import io.gyre.ctf.tsdl.Type.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the field that a length or a tag names (CTF 1.8 §7.3.2), from the place where it is named. A relative name means the
 * nearest earlier field, from the inside out; a name that begins with a scope's prefix starts at that scope's root. A name that passes
 * over a variant without naming an option means the field of that name in each of the options.
 */
final class FieldFinder {
    private static final Map<List<String>, Scope> PREFIXES = Map.of(List.of("trace", "packet", "header"),
            Scope.PACKET_HEADER,
            List.of("stream", "packet", "context"), Scope.PACKET_CONTEXT, List.of("stream", "event", "header"),
            Scope.EVENT_RECORD_HEADER,
            List.of("stream", "event", "context"), Scope.EVENT_RECORD_COMMON_CONTEXT, List.of("event", "context"),
            Scope.EVENT_RECORD_SPECIFIC_CONTEXT, List.of("event", "fields"), Scope.EVENT_RECORD_PAYLOAD);

    private static final int MAX_SPOTS = 1 << 12;

    private final Diagnostics diagnostics;
    private final Map<Scope, Type.Structure> roots;
    private final Scope here;
    private final List<Frame> frames;

    /** A type on the way from the root to the current place, and the step that the way takes in it. */
    record Frame(Type container, int step) {}

    /** @param types of the field at the path's steps, and of those at its other places */
    record Found(FieldPath path, List<Type> types) {
        private static Found of(Scope scope, List<Spot> spots) {
            return new Found(new FieldPath(scope, spots.getFirst().steps,
                    spots.stream().skip(1).map(Spot::steps).toList()), spots.stream().map(Spot::type).toList());
        }
    }

    private record Spot(List<Integer> steps, Type type) {
        Spot inside(int step, Type inner) {
            var longer = new ArrayList<>(steps);
            longer.add(step);
            return new Spot(longer, inner);
        }
    }

    FieldFinder(Diagnostics diagnostics, Map<Scope, Type.Structure> roots, Scope here, List<Frame> frames) {
        this.diagnostics = diagnostics;
        this.roots = roots;
        this.here = here;
        this.frames = frames;
    }

    Found find(Reference reference) throws MetadataException {
        List<String> path = reference.path();
        for (int length = 2; length <= 3 && length <= path.size(); length++) {
            Scope scope = PREFIXES.get(path.subList(0, length));
            if (scope != null) {
                return absolute(reference, scope, path.subList(length, path.size()));
            }
        }
        if (path.size() > 1 && path.getFirst().equals("env")) {
            throw diagnostics.unsupported(reference.offset(), reference + " names the environment, expected a field");
        }
        for (int level = frames.size() - 1; level >= 0; level--) {
            Frame frame = frames.get(level);
            if (frame.container() instanceof Type.Structure structure) {
                List<Spot> found = follow(reference, new Spot(stepsAbove(level), structure), path,
                        frame.step());
                if (!found.isEmpty()) {
                    return Found.of(here, found);
                }
            }
        }
        throw diagnostics.semantic(reference.offset(),
                "no earlier field " + reference + ", expected the name of a field before this one");
    }

    private Found absolute(Reference reference, Scope scope, List<String> path) throws MetadataException {
        Type.Structure root = roots.get(scope);
        List<Spot> found = root == null || path.isEmpty()
                ? List.of()
                : follow(reference, new Spot(List.of(), root), path, Integer.MAX_VALUE);
        boolean isLater = scope == here && found.stream().anyMatch(spot -> !isEarlier(spot.steps));
        if (scope.compareTo(here) > 0 || isLater) {
            throw diagnostics.semantic(reference.offset(),
                    "field " + reference + " comes later than its use, expected an earlier one");
        } else if (found.isEmpty()) {
            throw diagnostics.semantic(reference.offset(), "no field " + reference);
        }
        return Found.of(scope, found);
    }

    private List<Integer> stepsAbove(int level) {
        var steps = new ArrayList<Integer>();
        for (Frame frame : frames.subList(0, level)) {
            steps.add(frame.step());
        }
        return steps;
    }

    /** Follows names downwards, none when they lead nowhere; only the first must lie before {@code limit}. */
    private List<Spot> follow(Reference reference, Spot from, List<String> path, int limit)
            throws MetadataException {
        if (path.isEmpty()) {
            return from.type instanceof Type.Variant variant
                    ? inEachOption(reference, from, variant, path)
                    : List.of(from);
        }
        List<Field> fields = switch (from.type) {
            case Type.Structure structure -> structure.fields();
            case Type.Variant variant -> variant.options();
            case Type.FixedInteger _,Type.FloatingPoint _,Type.Enumeration _,Type.Text _,Type.Array _,Type.Sequence _ ->
                List.of();
        };
        int index = indexOf(fields, path.getFirst(), limit);
        if (index >= 0) {
            return follow(reference, from.inside(index, fields.get(index).type()), path.subList(1, path.size()),
                    Integer.MAX_VALUE);
        }
        return from.type instanceof Type.Variant variant ? inEachOption(reference, from, variant, path) : List.of();
    }

    private List<Spot> inEachOption(Reference reference, Spot from, Type.Variant variant, List<String> path)
            throws MetadataException {
        var spots = new ArrayList<Spot>();
        for (int i = 0; i < variant.options().size(); i++) {
            List<Spot> inOption = follow(reference, from.inside(i, variant.options().get(i).type()), path,
                    Integer.MAX_VALUE);
            if (inOption.isEmpty()) {
                return List.of();
            }
            spots.addAll(inOption);
            if (spots.size() > MAX_SPOTS) {
                throw diagnostics.tooLarge(reference.offset(),
                        "field " + reference + " may lie at more than " + MAX_SPOTS + " places");
            }
        }
        return spots;
    }

    private static int indexOf(List<Field> fields, String name, int end) {
        for (int i = Math.min(end, fields.size()) - 1; i >= 0; i--) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether steps from the root of this scope lead to a field that is decoded before the current one. */
    private boolean isEarlier(List<Integer> steps) {
        for (int i = 0; i < steps.size() && i < frames.size(); i++) {
            int difference = Integer.compare(steps.get(i), frames.get(i).step());
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }
}
