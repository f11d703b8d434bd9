package io.gyre.ctf.compile;

import io.gyre.ctf.bind.BindException;
import io.gyre.ctf.compile.HandlerMethod.FieldValue;
import io.gyre.ctf.compile.HandlerMethod.From;
import io.gyre.ctf.compile.HandlerMethod.Parameter;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one event class's events make.
 */
record Binding(EventRecordClass eventClass, List<Call> calls) {
    Binding {
        calls = List.copyOf(calls);
    }

    /** @param arguments in the order of the method's parameters */
    record Call(HandlerMethod method, List<Argument> arguments) {
        Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** Where an argument comes from. */
    sealed interface Argument {}

    /** Not a field. */
    record Known(Parameter parameter) implements Argument {}

    /**
     * @param members the index of the member at each level of nested structures; 0 for the elements of an array
     * @param element which element of an array; {@link #NO_ELEMENT} for what is in none
     */
    record Value(Scope scope, List<Integer> members, int element, ValueType type) implements Argument {

        static final int NO_ELEMENT = -1;

        Value {
            members = List.copyOf(members);
        }
    }

    /** The event has no such field and need not have. */
    record Missing(ValueType type) implements Argument {}

    /**
     * {@return what handlers want of an event class}
     *
     * @throws BindException when a method names a field that the event lacks, or takes it as a type that it has not
     */
    static Binding of(EventRecordClass eventClass, DataStreamClass stream, List<HandlerMethod> methods) {
        var calls = new ArrayList<Call>();
        for (HandlerMethod method : methods) {
            if (method.wants(eventClass.name())) {
                calls.add(new Call(method, method.parameters().stream()
                        .map(p -> argument(p, method, eventClass, stream)).toList()));
            }
        }
        return new Binding(eventClass, calls);
    }

    private static Argument argument(Parameter parameter, HandlerMethod method, EventRecordClass eventClass,
            DataStreamClass stream) {
        if (!(parameter instanceof FieldValue wanted)) {
            return new Known(parameter);
        }
        List<Root> roots = roots(wanted.from(), eventClass, stream);
        for (Root root : roots) {
            Optional<Found> found = find(root.structure(), wanted.name());
            if (found.isPresent()) {
                if (!wanted.type().takes(found.get().field())) {
                    throw new BindException(method.name() + ": " + wanted.from().words() + " field `" + wanted.name()
                            + "` of event `" + eventClass.name() + "` is " + describe(found.get().field())
                            + ", which the parameter's type " + wanted.type().javaType().getSimpleName()
                            + " cannot take");
                }
                return new Value(root.scope(), found.get().members(), found.get().element(), wanted.type());
            }
        }
        if (!wanted.required()) {
            return new Missing(wanted.type());
        }
        String existing = roots.stream().flatMap(r -> r.structure().members().stream())
                .map(FieldClass.Member::name).collect(Collectors.joining(", "));
        throw new BindException(method.name() + ": event `" + eventClass.name() + "` has no " + wanted.from().words()
                + " field `" + wanted.name() + "`; it has " + (existing.isEmpty() ? "none" : existing));
    }

    private record Root(Scope scope, FieldClass.Structure structure) {}

    /** The event's own context comes before the one that it shares. */
    private static List<Root> roots(From from, EventRecordClass eventClass, DataStreamClass stream) {
        var roots = new ArrayList<Root>();
        switch (from) {
            case PAYLOAD -> add(roots, Scope.EVENT_RECORD_PAYLOAD, eventClass.payload());
            case CONTEXT -> {
                add(roots, Scope.EVENT_RECORD_SPECIFIC_CONTEXT, eventClass.specificContext());
                add(roots, Scope.EVENT_RECORD_COMMON_CONTEXT, stream.eventRecordCommonContext());
            }
        }
        return roots;
    }

    private static void add(List<Root> roots, Scope scope, FieldClass.@Nullable Structure structure) {
        if (structure != null) {
            roots.add(new Root(scope, structure));
        }
    }

    private record Found(List<Integer> members, int element, FieldClass field) {}

    /**
     * {@code a.b} is the member {@code b} of the structure {@code a}, {@code a[2]} the third element of the array {@code a}, unless a field
     * has that very name.
     */
    private static Optional<Found> find(FieldClass.Structure structure, String name) {
        for (int index = 0; index < structure.members().size(); index++) {
            int i = index;
            FieldClass.Member member = structure.members().get(i);
            if (member.name().equals(name)) {
                return Optional.of(new Found(List.of(i), Value.NO_ELEMENT, member.fieldClass()));
            }
            if (name.startsWith(member.name() + "[")
                    && member.fieldClass() instanceof FieldClass.StaticLengthArray array) {
                return element(array, name.substring(member.name().length())).map(
                        element -> new Found(List.of(i, 0), element, array.element()));
            }
            if (name.startsWith(member.name() + ".") && member.fieldClass() instanceof FieldClass.Structure inner) {
                Optional<Found> found = find(inner, name.substring(member.name().length() + 1));
                if (found.isPresent()) {
                    var members = new ArrayList<Integer>();
                    members.add(i);
                    members.addAll(found.get().members());
                    return Optional.of(new Found(members, found.get().element(), found.get().field()));
                }
            }
        }
        return Optional.empty();
    }

    /** {@return the index in brackets}, when the array has such an element and it is an integer of whole bytes. */
    private static Optional<Integer> element(FieldClass.StaticLengthArray array, String brackets) {
        if (!brackets.matches("\\[[0-9]{1,3}]")) {
            return Optional.empty();
        }
        int index = Integer.parseInt(brackets.substring(1, brackets.length() - 1));
        boolean simple = array.element() instanceof FieldClass.FixedLengthInteger integer
                && integer.lengthBits() % Byte.SIZE == 0 && integer.lengthBits() % integer.alignment() == 0;
        return simple && index < array.length() ? Optional.of(index) : Optional.empty();
    }

    private static String describe(FieldClass field) {
        return switch (field) {
            case FieldClass.FixedLengthInteger integer -> "an integer of " + integer.lengthBits() + " bits";
            case FieldClass.FixedLengthBitArray bits -> "a bit array of " + bits.lengthBits() + " bits";
            case FieldClass.VariableLengthInteger _ -> "an integer of variable length";
            case FieldClass.FixedLengthBoolean _ -> "a boolean";
            case FieldClass.FixedLengthFloatingPoint _ -> "a floating-point number";
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
