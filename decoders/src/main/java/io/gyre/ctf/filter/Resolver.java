package io.gyre.ctf.filter;

import io.gyre.ctf.filter.Expression.Indexed;
import io.gyre.ctf.filter.Expression.Named;
import io.gyre.ctf.filter.Expression.Place;
import io.gyre.ctf.filter.Expression.Reference;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.FieldTree;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a reference means in one event class. */
final class Resolver {
    /** The only context that LTTng keeps elsewhere than in the event's contexts. */
    private static final String CPU_ID = "cpu_id";

    private final EventLayout event;

    Resolver(EventLayout event) {
        this.event = event;
    }

    /** What a reference means. */
    sealed interface Resolution {}

    /** @param choices more than one for the options of a variant, of which each event has one at most */
    record Found(List<FieldAccess> choices) implements Resolution {
        Found {
            choices = List.copyOf(choices);
        }
    }

    /** There is no field of the name. */
    record Unknown(Place place, String name, List<String> known) implements Resolution {}

    /** There is one, and it cannot be used like this. */
    record Unusable(Place place, String message) implements Resolution {}

    Resolution resolve(Reference reference) {
        Named first = (Named) reference.steps().getFirst();
        List<FieldTree> roots = roots(reference);
        for (FieldTree root : roots) {
            for (String name : names(reference, first.name())) {
                FieldTree tree = child(root, name);
                if (tree != null) {
                    return new Walk(reference, tree.node()).from(tree, 1);
                }
            }
        }
        if (reference.origin() == Expression.Origin.CONTEXT && first.name().equals(CPU_ID)
                && reference.steps().size() == 1) {
            return new Found(List.of(new FieldAccess.CpuId()));
        }
        return new Unknown(first.place(), first.name(), roots.stream().flatMap(r -> r.children().stream())
                .map(c -> c.node().name()).toList());
    }

    private List<FieldTree> roots(Reference reference) {
        List<Scope> scopes = reference.origin() == Expression.Origin.PAYLOAD
                ? List.of(Scope.EVENT_RECORD_PAYLOAD)
                : List.of(Scope.EVENT_RECORD_SPECIFIC_CONTEXT, Scope.EVENT_RECORD_COMMON_CONTEXT);
        return scopes.stream().filter(event.roots()::containsKey).map(event.roots()::get).toList();
    }

    /** LTTng writes the context {@code perf:cpu:cycles} as a field {@code perf_cpu_cycles}, {@code $app.a:b} as {@code _app_a_b}. */
    private static List<String> names(Reference reference, String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
        return switch (reference.origin()) {
            case PAYLOAD -> List.of(name);
            case CONTEXT -> List.of(name, plain);
            case APPLICATION -> List.of("_app_" + plain, "app_" + plain);
        };
    }

    private static @Nullable FieldTree child(FieldTree parent, String name) {
        for (FieldTree child : parent.children()) {
            if (child.node().name().equals(name)) {
                return child;
            }
        }
        return null;
    }

    /** From the member of a root structure to the value. */
    private static final class Walk {
        private final Reference reference;
        private final FieldNode root;
        private final List<FieldAccess.Element> elements = new ArrayList<>();

        Walk(Reference reference, FieldNode root) {
            this.reference = reference;
            this.root = root;
        }

        Resolution from(FieldTree start, int firstStep) {
            FieldTree tree = content(start);
            for (Expression.Step step : reference.steps().subList(firstStep, reference.steps().size())) {
                switch (step) {
                    case Named named -> {
                        FieldTree member = tree.node().fieldClass() instanceof FieldClass.Structure
                                || tree.node().fieldClass() instanceof FieldClass.Variant
                                        ? child(tree, named.name())
                                        : null;
                        if (member == null) {
                            return noMember(tree, named);
                        }
                        tree = content(member);
                    }
                    case Indexed indexed -> {
                        Unusable wrong = wrongIndex(tree.node(), indexed);
                        if (wrong != null) {
                            return wrong;
                        }
                        elements.add(new FieldAccess.Element(tree.node(), indexed.index()));
                        tree = content(tree.children().getFirst());
                    }
                }
            }
            var choices = new ArrayList<FieldAccess>();
            String wrong = collect(tree, choices);
            return wrong == null ? new Found(choices) : new Unusable(reference.place(), wrong);
        }

        private static FieldTree content(FieldTree tree) {
            FieldTree inner = tree;
            while (inner.node().fieldClass() instanceof FieldClass.Optional) {
                inner = inner.children().getFirst();
            }
            return inner;
        }

        private static Resolution noMember(FieldTree tree, Named named) {
            List<String> known = tree.children().stream().map(c -> c.node().name()).toList();
            return switch (tree.node().fieldClass()) {
                case FieldClass.Structure _,FieldClass.Variant _ -> new Unknown(named.place(), named.name(), known);
                case FieldClass other -> new Unusable(named.place(),
                        "`" + tree.node().name() + "` is " + words(other) + " and has no members");
            };
        }

        private static @Nullable Unusable wrongIndex(FieldNode node, Indexed indexed) {
            return switch (node.fieldClass()) {
                case FieldClass.DynamicLengthArray _ -> null;
                case FieldClass.StaticLengthArray array -> Long.compareUnsigned(indexed.index(), array.length()) < 0
                        ? null
                        : new Unusable(indexed.place(), "`" + node.name() + "` has " + array.length()
                                + " elements, counted from 0");
                case FieldClass other -> new Unusable(indexed.place(),
                        "`" + node.name() + "` is " + words(other) + " and has no elements");
            };
        }

        /** {@return what is wrong, or null} */
        private @Nullable String collect(FieldTree tree, List<FieldAccess> choices) {
            FieldNode node = tree.node();
            switch (node.fieldClass()) {
                case FieldClass.FixedLengthFloatingPoint _ -> add(choices, node, FieldAccess.Type.REAL);
                case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _ ->
                    add(choices, node, FieldAccess.Type.INTEGER);
                case FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _ ->
                    add(choices, node, FieldAccess.Type.TEXT);
                case FieldClass.Optional _ -> {
                    return collect(content(tree), choices);
                }
                case FieldClass.Variant _ -> {
                    for (FieldTree option : tree.children()) {
                        // An option that is no value, such as LTTng's empty structure for none, is one that never compares.
                        collect(option, choices);
                    }
                }
                case FieldClass.Structure _ -> {
                    return "`" + node.name() + "` is a structure; name one of its members: " + String.join(", ",
                            tree.children().stream().map(c -> c.node().name()).toList());
                }
                case FieldClass.StaticLengthArray _,FieldClass.DynamicLengthArray _ -> {
                    return "`" + node.name() + "` is an array; say which element, as in `" + node.name() + "[0]`";
                }
                case FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _ -> {
                    return "`" + node.name() + "` is a blob, which nothing compares with";
                }
            }
            return null;
        }

        private void add(List<FieldAccess> choices, FieldNode node, FieldAccess.Type type) {
            choices.add(new FieldAccess.OfField(node, root, elements, type));
        }

        private static String words(FieldClass field) {
            return switch (field) {
                case FieldClass.FixedLengthFloatingPoint _ -> "a floating-point number";
                case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _ -> "an integer";
                case FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _ ->
                    "a string";
                case FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _ -> "a blob";
                case FieldClass.Structure _ -> "a structure";
                case FieldClass.StaticLengthArray _,FieldClass.DynamicLengthArray _ -> "an array";
                case FieldClass.Optional _ -> "optional";
                case FieldClass.Variant _ -> "a variant";
            };
        }
    }
}
