package io.gyre.ctf.testing;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Events and their fields, one a line, for comparison with what babeltrace2's {@code sink.text.details} prints of them. */
public final class DetailLines extends SilentVisitor {
    private static final Pattern EVENT = Pattern.compile("Event `(.*)` \\(Class ID (\\d+)\\):");
    private static final Pattern TIME = Pattern.compile("\\[([\\d,]+) cycles, .*");
    private static final Pattern FIELD = Pattern.compile("\\s+(\\S+): (.*)");
    private static final Pattern SHAPE = Pattern.compile("(Length \\d+:|Empty)");
    private static final Pattern DECIMAL = Pattern.compile("-?[\\d,]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x([0-9a-f:]+)");

    private final List<String> lines = new ArrayList<>();

    /** {@return what has been read} */
    public List<String> lines() {
        return lines;
    }

    /** {@return what a {@code .expect} file says of events} */
    public static List<String> expected(String text) {
        var lines = new ArrayList<String>();
        String cycles = "";
        boolean inEvent = false;
        for (String line : text.lines().toList()) {
            Matcher event = EVENT.matcher(line);
            Matcher time = TIME.matcher(line);
            Matcher field = FIELD.matcher(line);
            if (line.isEmpty()) {
                inEvent = false;
                cycles = "";
            } else if (time.matches()) {
                cycles = " " + time.group(1).replace(",", "");
            } else if (event.matches()) {
                inEvent = true;
                lines.add("Event " + event.group(1) + " " + event.group(2) + cycles);
            } else if (inEvent && field.matches() && !SHAPE.matcher(field.group(2)).matches()) {
                lines.add((field.group(1).startsWith("[") ? "" : field.group(1)) + "=" + canonical(field.group(2)));
            }
        }
        return lines;
    }

    private static String canonical(String value) {
        Matcher hexadecimal = HEXADECIMAL.matcher(value);
        if (hexadecimal.matches()) {
            return new BigInteger(hexadecimal.group(1).replace(":", ""), 16).toString();
        }
        return DECIMAL.matcher(value).matches() ? value.replace(",", "") : value;
    }

    @Override
    public Set<Scope> scopes() {
        return EnumSet.of(Scope.EVENT_RECORD_COMMON_CONTEXT, Scope.EVENT_RECORD_SPECIFIC_CONTEXT,
                Scope.EVENT_RECORD_PAYLOAD);
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        lines.add("Event " + eventClass.name() + " " + eventClass.id()
                + (stream.dataStreamClass().defaultClock() == null ? "" : " " + Long.toUnsignedString(cycles)));
    }

    private void add(FieldNode node, String value) {
        boolean isElement = node.parent() != null
                && (node.parent().fieldClass() instanceof FieldClass.StaticLengthArray
                        || node.parent().fieldClass() instanceof FieldClass.DynamicLengthArray);
        lines.add((isElement ? "" : node.name()) + "=" + value);
    }

    @Override
    public void integer(FieldNode node, long value) {
        boolean isSigned = node.fieldClass() instanceof FieldClass.IntegerLike integer
                && integer.signedness() == Signedness.SIGNED;
        add(node, isSigned ? Long.toString(value) : Long.toUnsignedString(value));
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        add(node, String.format(Locale.ROOT, "%f", value));
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        add(node, canonical(new String(buffer, offset, length, StandardCharsets.UTF_8)));
    }
}
