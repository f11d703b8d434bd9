package io.gyre.ctf.testing;

import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldPath;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.testing.RandomClasses.Where;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Packets of random values for random classes, and the calls that reading them makes, as {@link Recorder} writes them down. */
public final class TraceEncoder {
    private static final long MAGIC = 0xC1FC1FC1L;

    private final RandomClasses.Made made;
    private final DataStreamClass stream;
    private final Random random;
    private final List<String> expected = new ArrayList<>();
    private final Map<Role, Patch> patches = new HashMap<>();
    private BitWriter out = new BitWriter();
    private Map<FieldPath, Long> values = new HashMap<>();
    private List<String> lines = new ArrayList<>();
    private long event = RandomClasses.SHARED;
    private long clock;
    private Scope scope = Scope.PACKET_HEADER;

    /** A size that is known when the packet is done. */
    private record Patch(FieldClass.FixedLengthInteger field, long position, int line, String name) {}

    public TraceEncoder(RandomClasses.Made made, Random random) {
        this.made = made;
        this.stream = made.traceClass().streams().values().iterator().next();
        this.random = random;
    }

    /** {@return the calls for all packets so far} */
    public List<String> expected() {
        return expected;
    }

    /** {@return a packet with some events} */
    public byte[] packet(int events) {
        out = new BitWriter();
        values = new HashMap<>();
        patches.clear();
        event = RandomClasses.SHARED;
        lines = new ArrayList<>();
        scope(Scope.PACKET_HEADER, made.traceClass().packetHeader());
        scope(Scope.PACKET_CONTEXT, stream.packetContext());
        List<String> packetLines = lines;
        var eventLines = new ArrayList<List<String>>();
        for (int i = 0; i < events; i++) {
            lines = new ArrayList<>();
            eventLines.add(lines);
            event();
        }
        long content = out.position();
        long total = (content + 7) / 8 * 8 + 8L * random.nextInt(9);
        out.moveTo(total);
        patch(Role.PACKET_CONTENT_LENGTH, content, packetLines);
        patch(Role.PACKET_TOTAL_LENGTH, total, packetLines);
        for (List<String> one : eventLines) {
            expected.add(one.getFirst());
            expected.addAll(packetLines);
            expected.addAll(one.subList(1, one.size()));
            expected.add("done");
        }
        return out.toBytes();
    }

    private void patch(Role role, long value, List<String> packetLines) {
        Patch patch = Objects.requireNonNull(patches.get(role));
        out.writeAt(patch.position, value, patch.field.lengthBits(), patch.field.byteOrder());
        packetLines.set(patch.line, patch.name + "=" + value);
    }

    private void event() {
        List<EventRecordClass> classes = List.copyOf(stream.events().values());
        EventRecordClass chosen = classes.get(random.nextInt(classes.size()));
        event = chosen.id();
        lines.add("");
        if (stream.defaultClock() != null) {
            clock += random.nextInt(500);
        }
        scope(Scope.EVENT_RECORD_HEADER, stream.eventRecordHeader());
        lines.set(0, "event " + chosen.name() + " " + clock + " "
                + (stream.defaultClock() == null ? 0 : stream.defaultClock().toNanos(clock)));
        scope(Scope.EVENT_RECORD_COMMON_CONTEXT, stream.eventRecordCommonContext());
        scope(Scope.EVENT_RECORD_SPECIFIC_CONTEXT, chosen.specificContext());
        scope(Scope.EVENT_RECORD_PAYLOAD, chosen.payload());
    }

    private void scope(Scope newScope, FieldClass.@Nullable Structure root) {
        if (root == null) {
            return;
        }
        scope = newScope;
        lines.add("scope " + scope);
        out.align(root.alignment());
        members(root, List.of());
        lines.add("end " + scope);
    }

    private void members(FieldClass.Structure structure, List<Integer> path) {
        for (int i = 0; i < structure.members().size(); i++) {
            FieldClass.Member member = structure.members().get(i);
            field(member.name(), member.fieldClass(), plus(path, i));
        }
    }

    private static List<Integer> plus(List<Integer> path, int step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private void field(String name, FieldClass field, List<Integer> path) {
        out.align(field.alignment());
        switch (field) {
            case FieldClass.FixedLengthInteger integer -> integer(name, integer, path);
            case FieldClass.VariableLengthInteger integer -> variable(name, integer, path);
            case FieldClass.FixedLengthBitArray bits -> {
                long value = random.nextLong() >>> (64 - bits.lengthBits());
                write(bits, value);
                lines.add(name + "=" + value);
            }
            case FieldClass.FixedLengthBoolean bool -> {
                long value = dependedOn(path, random.nextInt(2));
                write(bool, value);
                values.put(new FieldPath(scope, path), value);
                lines.add(name + "=" + (value != 0));
            }
            case FieldClass.FixedLengthFloatingPoint real -> lines.add(name + "=" + real(real));
            case FieldClass.NullTerminatedString string -> nullTerminated(name, string.encoding());
            case FieldClass.StaticLengthString string -> string(name, (int) string.lengthBytes(), string.encoding());
            case FieldClass.DynamicLengthString string -> string(name, (int) value(string.length()),
                    string.encoding());
            case FieldClass.StaticLengthBlob blob -> blob(name, (int) blob.lengthBytes(), blob.roles());
            case FieldClass.DynamicLengthBlob blob -> blob(name, (int) value(blob.length()), Set.of());
            case FieldClass.Structure structure -> {
                lines.add("{ " + name);
                members(structure, path);
                lines.add("} " + name);
            }
            case FieldClass.StaticLengthArray array -> array(name, array.element(), array.length(), path);
            case FieldClass.DynamicLengthArray array -> array(name, array.element(), value(array.length()), path);
            case FieldClass.Optional optional -> {
                long selector = value(optional.selector());
                boolean present = optional.selectorRanges().ranges().isEmpty()
                        ? selector != 0
                        : optional.selectorRanges().contains(selector);
                lines.add("? " + name + " " + present);
                if (present) {
                    field(name, optional.content(), plus(path, FieldPath.CURRENT));
                }
                lines.add("! " + name);
            }
            case FieldClass.Variant variant -> variant(name, variant, path);
        }
    }

    private void array(String name, FieldClass element, long length, List<Integer> path) {
        lines.add("[ " + name + " " + length);
        for (long i = 0; i < length; i++) {
            field(name, element, plus(path, FieldPath.CURRENT));
        }
        lines.add("] " + name);
    }

    private void variant(String name, FieldClass.Variant variant, List<Integer> path) {
        long selector = value(variant.selector());
        for (int i = 0; i < variant.options().size(); i++) {
            FieldClass.Option option = variant.options().get(i);
            if (option.selectorRanges().contains(selector)) {
                lines.add("< " + name + " " + i);
                field(option.name(), option.fieldClass(), plus(path, i));
                lines.add("> " + name);
                return;
            }
        }
        throw new IllegalStateException("selector " + selector);
    }

    private long value(FieldPath path) {
        return Objects.requireNonNull(values.get(path), () -> "no value at " + path);
    }

    private long dependedOn(List<Integer> path, long otherwise) {
        boolean own = scope == Scope.EVENT_RECORD_PAYLOAD || scope == Scope.EVENT_RECORD_SPECIFIC_CONTEXT;
        List<Long> allowed = made.allowed()
                .get(new Where(own ? event : RandomClasses.SHARED, new FieldPath(scope, path)));
        return allowed == null ? otherwise : allowed.get(random.nextInt(allowed.size()));
    }

    private void integer(String name, FieldClass.FixedLengthInteger field, List<Integer> path) {
        int length = field.lengthBits();
        long value = dependedOn(path, extend(random.nextLong(), length, field.signedness()));
        for (Role role : field.roles()) {
            value = roleValue(role, field, name, value);
        }
        write(field, value);
        values.put(new FieldPath(scope, path), value);
        lines.add(name + "=" + value);
    }

    private static long extend(long bits, int length, Signedness signedness) {
        return signedness == Signedness.SIGNED
                ? bits << (64 - length) >> (64 - length)
                : bits << (64 - length) >>> (64 - length);
    }

    private long roleValue(Role role, FieldClass.FixedLengthInteger field, String name, long otherwise) {
        return switch (role) {
            case PACKET_MAGIC_NUMBER -> MAGIC;
            case PACKET_TOTAL_LENGTH, PACKET_CONTENT_LENGTH -> {
                patches.put(role, new Patch(field, out.position(), lines.size(), name));
                yield 0;
            }
            case DEFAULT_CLOCK_TIMESTAMP -> extend(clock, field.lengthBits(), Signedness.UNSIGNED);
            case EVENT_RECORD_CLASS_ID -> compactId(field);
            case METADATA_STREAM_UUID, DATA_STREAM_CLASS_ID, DATA_STREAM_ID, PACKET_END_DEFAULT_CLOCK_TIMESTAMP,
                    PACKET_SEQUENCE_NUMBER, DISCARDED_EVENT_RECORD_COUNTER_SNAPSHOT ->
                otherwise;
        };
    }

    /** LTTng's compact header says 31 where an extended one follows. */
    private long compactId(FieldClass.FixedLengthInteger field) {
        boolean compact = field.lengthBits() == 5 && Classes.lttngCompactHeader().equals(stream.eventRecordHeader());
        return compact && random.nextBoolean() ? 31 : event;
    }

    private void variable(String name, FieldClass.VariableLengthInteger field, List<Integer> path) {
        long value = dependedOn(path, random.nextLong() >> random.nextInt(64));
        values.put(new FieldPath(scope, path), value);
        lines.add(name + "=" + value);
        boolean signed = field.signedness() == Signedness.SIGNED;
        long rest = value;
        while (true) {
            long low = rest & 0x7f;
            rest = signed ? rest >> 7 : rest >>> 7;
            boolean last = signed ? (rest == 0 && low < 64) || (rest == -1 && low >= 64) : rest == 0;
            out.bits(last ? low : low | 0x80, 8, ByteOrder.LITTLE_ENDIAN);
            if (last) {
                return;
            }
        }
    }

    private void write(FieldClass.FixedLength field, long value) {
        boolean little = field.byteOrder() == ByteOrder.LITTLE_ENDIAN;
        boolean mirrored = little != (field.bitOrder() == BitOrder.FIRST_TO_LAST);
        out.bits(mirrored ? Long.reverse(value) >>> (64 - field.lengthBits()) : value, field.lengthBits(),
                field.byteOrder());
    }

    private double real(FieldClass.FixedLengthFloatingPoint field) {
        boolean little = field.byteOrder() == ByteOrder.LITTLE_ENDIAN;
        return switch (field.lengthBits()) {
            case 16 -> {
                float value = Float.float16ToFloat((short) random.nextInt());
                out.bits(Float.floatToFloat16(value), 16, field.byteOrder());
                yield value;
            }
            case 32 -> {
                float value = (float) random.nextGaussian();
                out.bits(Float.floatToRawIntBits(value), 32, field.byteOrder());
                yield value;
            }
            case 64 -> {
                double value = random.nextGaussian() * 1e9;
                out.bits(Double.doubleToRawLongBits(value), 64, field.byteOrder());
                yield value;
            }
            default -> {
                double value = random.nextGaussian() * 1e-9;
                long bits = Double.doubleToRawLongBits(value);
                long exponent = (bits >>> 52 & 0x7ff) - 1023 + 16383;
                long fraction = bits & ((1L << 52) - 1);
                long high = (bits & Long.MIN_VALUE) | (exponent << 48) | (fraction >>> 4);
                long low = bits << 60;
                out.bits(little ? low : high, 64, field.byteOrder());
                out.bits(little ? high : low, 64, field.byteOrder());
                yield value;
            }
        };
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        if (length > 0 && random.nextBoolean()) {
            Arrays.fill(bytes, random.nextInt(length), length, (byte) 0);
        }
        return bytes;
    }

    private void nullTerminated(String name, StringEncoding encoding) {
        int unit = encoding.codeUnitBytes();
        byte[] bytes = new byte[unit * random.nextInt(20)];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i += unit) {
            bytes[i] |= 1;
        }
        out.bytes(bytes);
        out.bytes(new byte[unit]);
        lines.add(name + "=\"" + Arrays.toString(bytes));
    }

    private void string(String name, int length, StringEncoding encoding) {
        byte[] bytes = randomBytes(length);
        out.bytes(bytes);
        int unit = encoding.codeUnitBytes();
        int shown = length;
        for (int i = 0; i + unit <= length && shown == length; i += unit) {
            boolean zero = true;
            for (int j = 0; j < unit; j++) {
                zero &= bytes[i + j] == 0;
            }
            if (zero) {
                shown = i;
            }
        }
        lines.add(name + "=\"" + Arrays.toString(Arrays.copyOf(bytes, shown)));
    }

    private void blob(String name, int length, Set<Role> roles) {
        byte[] bytes = roles.contains(Role.METADATA_STREAM_UUID)
                ? ByteBuffer.allocate(16).putLong(Classes.TRACE.getMostSignificantBits())
                        .putLong(Classes.TRACE.getLeastSignificantBits()).array()
                : randomBytes(length);
        out.bytes(bytes);
        lines.add(name + "=#" + Arrays.toString(bytes));
    }
}
