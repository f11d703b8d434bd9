package io.gyre.ctf.json;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldPath;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.source.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows field locations (CTF2-SPEC-2.0 §6.4.2) from the place of the field that needs them, through fields that are decoded by then.
 * A path through a variant goes on in each of its options, because any of them may be the one decoded.
 */
final class FieldLocator {
    private static final int MAX_PLACES = 1 << 12;

    private final Diagnostics diagnostics;
    private final Map<Scope, FieldClass.Structure> roots;
    private final Scope here;
    private final List<Frame> frames;

    /**
     * A field class on the way from the root to the current place.
     *
     * @param before the members of a structure that come before the current one; null when this is no structure
     * @param member the name of a structure's current member
     * @param step the step that the way takes in it
     */
    record Frame(@Nullable List<FieldClass.Member> before, String member, int step) {}

    /** @param fields the field at the path's steps, and those at its other places */
    record Found(FieldPath path, List<FieldClass> fields) {}

    private record Place(List<Integer> steps, FieldClass field) {
        Place in(int step, FieldClass inner) {
            var longer = new ArrayList<>(steps);
            longer.add(step);
            return new Place(longer, inner);
        }
    }

    FieldLocator(Diagnostics diagnostics, Map<Scope, FieldClass.Structure> roots, Scope here, List<Frame> frames) {
        this.diagnostics = diagnostics;
        this.roots = roots;
        this.here = here;
        this.frames = frames;
    }

    Found find(Draft.Location location) throws MetadataException {
        Scope origin = location.origin();
        if (origin == null || origin == here) {
            int level = origin == null ? ancestor(location) : 0;
            if (origin != null && location.parents() > 0) {
                throw bad(location, "goes up from a scope's root");
            }
            return open(location, level);
        } else if (origin.compareTo(here) > 0) {
            throw bad(location, "begins in the scope " + RoleNames.name(origin) + ", which is decoded later");
        }
        FieldClass.Structure root = roots.get(origin);
        if (root == null) {
            throw bad(location, "begins in the scope " + RoleNames.name(origin) + ", which there is not");
        } else if (location.parents() > 0) {
            throw bad(location, "goes up from a scope's root");
        }
        return found(origin, follow(location, new Place(List.of(), root), location.names()));
    }

    /** {@return the level of the structure that a location without origin begins at} */
    private int ancestor(Draft.Location location) throws MetadataException {
        int level = frames.size();
        for (int up = 0; up <= location.parents(); up++) {
            do {
                level--;
                if (level < 0) {
                    throw bad(location, "goes up from a scope's root");
                }
            } while (frames.get(level).before() == null);
        }
        return level;
    }

    /** Follows names from a structure that is being decoded. */
    private Found open(Draft.Location location, int from) throws MetadataException {
        int level = from;
        for (int i = 0; i < location.names().size(); i++) {
            String name = location.names().get(i);
            Frame frame = frames.get(level);
            List<FieldClass.Member> before = Objects.requireNonNull(frame.before());
            int index = indexOf(before, name);
            if (index >= 0) {
                var steps = new ArrayList<Integer>();
                frames.subList(0, level).forEach(outer -> steps.add(outer.step()));
                Place start = new Place(steps, before.get(index).fieldClass()).in(index,
                        before.get(index).fieldClass());
                return found(here, follow(location, start, location.names().subList(i + 1, location.names().size())));
            } else if (!name.equals(frame.member())) {
                throw bad(location, "names `" + name + "`, and there is no such member before this one");
            }
            do {
                level++;
                if (level == frames.size()) {
                    throw bad(location, "names `" + name + "`, which is not decoded before this field");
                }
            } while (frames.get(level).before() == null);
        }
        throw bad(location, "leads to a field that is still being decoded");
    }

    private List<Place> follow(Draft.Location location, Place start, List<String> names) throws MetadataException {
        List<Place> places = List.of(start);
        for (String name : names) {
            var inner = new ArrayList<Place>();
            for (Place place : options(location, places)) {
                if (!(place.field instanceof FieldClass.Structure structure)) {
                    throw bad(location, "goes through " + Descriptions.of(place.field) + " to `" + name + "`");
                }
                int index = indexOf(structure.members(), name);
                if (index < 0) {
                    throw bad(location, "names `" + name + "`, and there is no such member");
                }
                inner.add(place.in(index, structure.members().get(index).fieldClass()));
            }
            places = inner;
        }
        return options(location, places);
    }

    /** {@return the places, with a variant's options in its stead} */
    private List<Place> options(Draft.Location location, List<Place> places) throws MetadataException {
        var flat = new ArrayList<Place>();
        for (Place place : places) {
            if (place.field instanceof FieldClass.Variant variant) {
                var inner = new ArrayList<Place>();
                for (int i = 0; i < variant.options().size(); i++) {
                    inner.add(place.in(i, variant.options().get(i).fieldClass()));
                }
                flat.addAll(options(location, inner));
            } else {
                flat.add(place);
            }
            if (flat.size() > MAX_PLACES) {
                throw diagnostics.tooLarge(location.offset(),
                        "field location " + location + " leads to more than " + MAX_PLACES + " places");
            }
        }
        return flat;
    }

    private static Found found(Scope scope, List<Place> places) {
        List<List<Integer>> others = places.stream().skip(1).map(Place::steps).toList();
        return new Found(new FieldPath(scope, places.getFirst().steps, others),
                places.stream().map(Place::field).toList());
    }

    private static int indexOf(List<FieldClass.Member> members, String name) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private MetadataException bad(Draft.Location location, String what) {
        return diagnostics.semantic(location.offset(),
                "field location " + location + " " + what + ", expected the way to an earlier field");
    }
}
