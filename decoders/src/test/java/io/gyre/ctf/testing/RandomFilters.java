package io.gyre.ctf.testing;

import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Filter expressions at random whose fields an event class has. */
public final class RandomFilters {
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> BITS = List.of("&", "|", "^", "<<", ">>");

    private final Random random;
    private final List<String> integers = new ArrayList<>();
    private final List<String> reals = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    public RandomFilters(Random random, DataStreamClass stream, EventRecordClass event) {
        this.random = random;
        collect("", event.payload());
        collect("$ctx.", event.specificContext());
        if (event.specificContext() == null) {
            collect("$ctx.", stream.eventRecordCommonContext());
        }
        integers.add("$ctx.cpu_id");
    }

    private void collect(String prefix, FieldClass.@Nullable Structure root) {
        if (root != null) {
            root.members().forEach(m -> add(prefix + m.name(), m.fieldClass()));
        }
    }

    private void add(String path, FieldClass field) {
        switch (field) {
            case FieldClass.FixedLengthFloatingPoint _ -> reals.add(path);
            case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _ -> integers.add(path);
            case FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _ ->
                texts.add(path);
            case FieldClass.Structure structure -> structure.members()
                    .forEach(m -> add(path + "." + m.name(), m.fieldClass()));
            case FieldClass.StaticLengthArray array -> {
                for (long i = 0; i < Math.min(3, array.length()); i++) {
                    add(path + "[" + i + "]", array.element());
                }
            }
            case FieldClass.DynamicLengthArray array -> {
                add(path + "[0]", array.element());
                add(path + "[" + random.nextInt(4) + "]", array.element());
            }
            case FieldClass.Optional optional -> add(path, optional.content());
            case FieldClass.Variant variant -> {
                if (random.nextBoolean()) {
                    integers.add(path);
                }
                variant.options().stream().filter(o -> !o.name().isEmpty())
                        .forEach(o -> add(path + "." + o.name(), o.fieldClass()));
            }
            case FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _ -> {
            }
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** {@return an expression, in parentheses} */
    public String condition(int depth) {
        return switch (depth == 0 ? 3 + random.nextInt(5) : random.nextInt(8)) {
            case 0 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
            case 1 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
            case 2 -> "!" + condition(depth - 1);
            case 3 -> reals.isEmpty()
                    ? condition(depth)
                    : "(" + real() + " " + one(COMPARISONS) + " "
                            + (random.nextBoolean() ? real() : integer(depth)) + ")";
            case 4 -> texts.isEmpty() ? condition(depth) : "(" + text() + ")";
            case 5 -> random.nextInt(4) == 0 && !reals.isEmpty() ? "(!" + real() + ")" : "(" + integer(depth) + ")";
            default -> "(" + integer(depth) + " " + one(COMPARISONS) + " " + integer(depth) + ")";
        };
    }

    private String integer(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0, 1, 2 -> one(integers);
            case 3 -> literal();
            case 4 -> one(List.of("-", "~", "+", "!")) + integer(depth - 1);
            case 5 -> "(" + integer(depth - 1) + " " + one(BITS) + " " + integer(depth - 1) + ")";
            default -> condition(depth - 1);
        };
    }

    private String literal() {
        return one(
                List.of("0", "1", "-1", "3", "63", "64", "0x7f", "0xffffffffffffffff", "0x8000000000000000", "0777"));
    }

    private String real() {
        return random.nextInt(3) == 0 ? one(List.of("0.0", "-1.5", "1e300")) : one(reals);
    }

    private String text() {
        String other = random.nextInt(3) == 0
                ? one(texts)
                : one(List.of("\"\"", "\"*\"", "\"a*\"", "\"*a*b*\"", "\"x\""));
        return one(texts) + (random.nextBoolean() ? " == " : " != ") + other;
    }
}
