package io.gyre.sinks.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.common.TopicPartition;

/**
 * Names the records that a file holds: those of one partition from {@code firstOffset} to {@code lastOffset}, both included.
 *
 * <p>Written {@code <topic>-<partition>-<first offset>-<last offset>}, offsets with 19 digits, so that names sort as the records
 * do. Topic names may hold {@code -} and digits; the name is read from its end.
 */
record BatchName(TopicPartition partition, long firstOffset, long lastOffset) {

    private static final Pattern FORM = Pattern.compile("(.+)-(\\d{1,10})-(\\d{19})-(\\d{19})");

    BatchName {
        if (firstOffset < 0 || lastOffset < firstOffset) {
            throw new IllegalArgumentException("offsets " + firstOffset + " to " + lastOffset + " name no batch");
        }
    }

    /** {@return the batch that a file or folder of this name belongs to; a file's extension is ignored} */
    static Optional<BatchName> parse(String fileName) {
        int afterPartition = fileName.lastIndexOf('-');
        int extension = fileName.indexOf('.', Math.max(0, afterPartition));
        Matcher parts = FORM.matcher(extension < 0 ? fileName : fileName.substring(0, extension));
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            TopicPartition partition = new TopicPartition(parts.group(1), Integer.parseInt(parts.group(2)));
            return Optional
                    .of(new BatchName(partition, Long.parseLong(parts.group(3)), Long.parseLong(parts.group(4))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "%s-%d-%019d-%019d".formatted(partition.topic(), partition.partition(), firstOffset, lastOffset);
    }
}
