package io.gyre.analysis.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialFormatException.Kind;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Distribution;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What counts of an answer in a fleet's roll-up, by the names that its analysis gives; made by {@link FiguresTally}, whose limits bound its
 * size: some kilobytes as a rule, less than 5 MiB in any case.
 *
 * <pre>
 * figures  = version checksum length content   ; LEB128 numbers, as PartialOutput writes them
 * version  = 1, or 2 where a unit is bytes, which those who know the first one alone do not read
 * checksum = CRC-32C of content
 * content  = count *( name sum ) count *( name distribution ) count *( name top )
 * </pre>
 *
 * @param sums add up exactly
 * @param distributions of durations, merged exactly; a percentile is at most 1/16 too large
 * @param tops names with most weight, see {@link TopNames} for what it keeps
 */
public record FleetFigures(SortedMap<String, Long> sums, SortedMap<String, Distribution> distributions,
        SortedMap<String, TopNames> tops) {

    /** What an analysis says of a stretch in which nothing has happened that it looks at. */
    public static final FleetFigures NOTHING = new FleetFigures(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    private static final int VERSION = 2;
    private static final int FIRST_WITH_BYTES = 2;
    /** The most names of a table that JSON has. */
    private static final int MOST_JSON_NAMES = 100;

    public FleetFigures {
        sums = Collections.unmodifiableSortedMap(sums);
        distributions = Collections.unmodifiableSortedMap(distributions);
        tops = Collections.unmodifiableSortedMap(tops);
    }

    /** {@return whether there is nothing to count} */
    public boolean isNothing() {
        return equals(NOTHING);
    }

    /** Adds {@code sums}, {@code distributions} and {@code top}: an object each, by name. */
    void json(ObjectNode node) {
        ObjectNode summed = node.putObject("sums");
        sums.forEach(summed::put);
        ObjectNode distributed = node.putObject("distributions");
        distributions.forEach((name, distribution) -> distribution.json(distributed.putObject(name)));
        ObjectNode top = node.putObject("top");
        tops.forEach((name, names) -> names.json(top.putObject(name), MOST_JSON_NAMES));
    }

    /** {@return the figures as bytes} */
    public byte[] encode() {
        var content = new PartialOutput();
        content.writeUnsigned(sums.size());
        sums.forEach((name, sum) -> {
            content.writeString(name);
            content.writeSigned(sum);
        });
        content.writeUnsigned(distributions.size());
        distributions.forEach((name, distribution) -> {
            content.writeString(name);
            distribution.write(content);
        });
        content.writeUnsigned(tops.size());
        tops.forEach((name, names) -> {
            content.writeString(name);
            names.write(content);
        });
        byte[] bytes = content.toByteArray();
        var out = new PartialOutput();
        out.writeUnsigned(tops.values().stream().anyMatch(names -> names.unit() == Unit.BYTES) ? FIRST_WITH_BYTES : 1);
        out.writeUnsigned(checksum(bytes));
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    /** {@return the figures of {@link #encode}} */
    public static FleetFigures decode(byte[] bytes) throws PartialFormatException {
        var frame = new PartialInput(bytes);
        long version = frame.readUnsigned();
        if (version < 1 || version > VERSION) {
            throw new PartialFormatException(version < 1 ? Kind.TOO_OLD : Kind.TOO_NEW,
                    "fleet figures of version " + version + ", known is " + VERSION);
        }
        long checksum = frame.readUnsigned();
        byte[] content = frame.readBytes();
        if (checksum != checksum(content) || frame.remaining() != 0) {
            throw new PartialFormatException(Kind.CORRUPT, "fleet figures whose checksum differs");
        }
        return read(new PartialInput(content));
    }

    private static FleetFigures read(PartialInput in) throws PartialFormatException {
        var sums = in.readMap(2, PartialInput::readString, PartialInput::readSigned);
        var distributions = in.readMap(3, PartialInput::readString, Distribution::read);
        var tops = in.readMap(3, PartialInput::readString, TopNames::read);
        return new FleetFigures(sums, distributions, tops);
    }

    private static long checksum(byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length);
        return checksum.getValue();
    }
}
