package io.gyre.ctf.suites;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldClass.IntegerLike;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.SilentVisitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Takes the payloads of events as values. */
final class ValueVisitor extends SilentVisitor {
    private final List<Value> payloads = new ArrayList<>();
    private final Deque<List<Value.Member>> open = new ArrayDeque<>();

    /** {@return the payload of each event} */
    List<Value> payloads() {
        return payloads;
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.EVENT_RECORD_PAYLOAD);
    }

    @Override
    public void beginScope(Scope scope, FieldNode root) {
        open.push(new ArrayList<>());
    }

    @Override
    public void endScope(Scope scope) {
        payloads.add(new Value.Structure(open.pop()));
    }

    private void add(FieldNode node, Value value) {
        open.getFirst().add(new Value.Member(node.name(), value));
    }

    @Override
    public void beginStructure(FieldNode node) {
        open.push(new ArrayList<>());
    }

    @Override
    public void endStructure(FieldNode node) {
        add(node, new Value.Structure(open.pop()));
    }

    @Override
    public void beginArray(FieldNode node, long length) {
        open.push(new ArrayList<>());
    }

    @Override
    public void endArray(FieldNode node) {
        add(node, new Value.Array(open.pop().stream().map(Value.Member::value).toList()));
    }

    @Override
    public void beginVariant(FieldNode node, int option) {
        open.push(new ArrayList<>());
    }

    @Override
    public void endVariant(FieldNode node) {
        add(node, open.pop().getFirst().value());
    }

    @Override
    public void beginOptional(FieldNode node, boolean present) {
        if (present) {
            open.push(new ArrayList<>());
        } else {
            open.push(new ArrayList<>(List.of(new Value.Member("", new Value.Scalar("~")))));
        }
    }

    @Override
    public void endOptional(FieldNode node) {
        add(node, open.pop().getFirst().value());
    }

    @Override
    public void integer(FieldNode node, long value) {
        add(node, new Value.Scalar(switch (node.fieldClass()) {
            case FieldClass.FixedLengthBitArray array -> IntStream.rangeClosed(1, array.lengthBits())
                    .mapToObj(i -> String.valueOf((value >>> (array.lengthBits() - i)) & 1))
                    .collect(Collectors.joining(", ", "[", "]"));
            case IntegerLike integer -> integer(integer, value);
            default -> throw new AssertionError(node.fieldClass());
        }));
    }

    private static String integer(IntegerLike integer, long value) {
        return switch (integer.base()) {
            case BINARY -> "0b" + Long.toBinaryString(value);
            case OCTAL -> "0o" + Long.toOctalString(value);
            case HEXADECIMAL -> "0x" + Long.toHexString(value);
            case DECIMAL -> integer.signedness() == Signedness.SIGNED
                    ? Long.toString(value)
                    : Long.toUnsignedString(value);
        };
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        add(node, new Value.Scalar(value ? "yes" : "no"));
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        add(node, new Value.Scalar(String.format(Locale.ROOT, "%f", value)));
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        StringEncoding encoding = switch (node.fieldClass()) {
            case FieldClass.NullTerminatedString string -> string.encoding();
            case FieldClass.StaticLengthString string -> string.encoding();
            case FieldClass.DynamicLengthString string -> string.encoding();
            default -> throw new AssertionError(node.fieldClass());
        };
        add(node, new Value.Scalar('"' + new String(buffer, offset, length, encoding.charset()) + '"'));
    }

    @Override
    public void blob(FieldNode node, byte[] buffer, int offset, int length) {
        add(node, new Value.Scalar(length == 0
                ? Value.NOTHING
                : HexFormat.ofDelimiter(" ").formatHex(buffer, offset, offset + length)));
    }
}
