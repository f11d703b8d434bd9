package io.gyre.sinks.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFolderTest {
    private static final TopicPartition PARTITION = new TopicPartition("gyre.results", 2);
    private static final BatchName FIRST = new BatchName(PARTITION, 10, 19);
    private static final BatchName SECOND = new BatchName(PARTITION, 20, 20);

    @TempDir
    Path root;

    @Test
    void committedBatchLiesInItsGroupsAndTellsTheNextOffset() throws IOException {
        BatchFolder folder = BatchFolder.open(root);
        assertEquals(Optional.empty(), folder.nextOffset(PARTITION));

        folder.commit(FIRST, below -> write(below, FIRST, "cpu", "events"));

        assertEquals(List.of("cpu/" + FIRST + ".jsonl", "events/" + FIRST + ".jsonl"), files());
        assertEquals(Optional.of(20L), folder.nextOffset(PARTITION));
        assertEquals(Optional.of(20L), BatchFolder.open(root).nextOffset(PARTITION));
        assertEquals(Set.of("gyre.results"), BatchFolder.open(root).topics());
    }

    @Test
    void whatWasBeingWrittenIsRemoved() throws IOException {
        write(root.resolve(".writing-" + FIRST), FIRST, "events");

        assertEquals(Optional.empty(), BatchFolder.open(root).nextOffset(PARTITION));
        assertEquals(List.of(), files());
    }

    @Test
    void whatWasCommittedIsMovedToItsPlacesEvenWhenHalfWasBefore() throws IOException {
        write(root.resolve(".committed-" + FIRST), FIRST, "events");
        write(root, FIRST, "cpu");

        assertEquals(Optional.of(20L), BatchFolder.open(root).nextOffset(PARTITION));
        assertEquals(List.of("cpu/" + FIRST + ".jsonl", "events/" + FIRST + ".jsonl"), files());
    }

    @Test
    void failedWriteLeavesNothingAndCanBeRepeated() throws IOException {
        BatchFolder folder = BatchFolder.open(root);
        assertThrows(IOException.class, () -> folder.commit(FIRST, below -> {
            write(below, FIRST, "cpu");
            throw new IOException("No space left on device");
        }));
        assertEquals(List.of(), files());

        folder.commit(FIRST, below -> write(below, FIRST, "cpu"));
        assertEquals(List.of("cpu/" + FIRST + ".jsonl"), files());
    }

    @Test
    void batchThatWasCommittedBeforeTheFailureIsNotWrittenAgain() throws IOException {
        BatchFolder folder = BatchFolder.open(root);
        Files.writeString(root.resolve("events"), "a file where a folder must be made");
        assertThrows(IOException.class, () -> folder.commit(FIRST, below -> write(below, FIRST, "events")));
        Files.delete(root.resolve("events"));

        folder.commit(FIRST, below -> {
            throw new IOException("written twice");
        });
        folder.commit(SECOND, below -> write(below, SECOND, "events"));
        assertEquals(List.of("events/" + FIRST + ".jsonl", "events/" + SECOND + ".jsonl"), files());
    }

    @Test
    void namesAreReadFromTheirEnd() {
        BatchName odd = new BatchName(new TopicPartition("a-1-0000000000000000001.b", 7), 0, Long.MAX_VALUE - 1);
        assertEquals(Optional.of(odd), BatchName.parse(odd + ".parquet"));
        assertEquals(Optional.of(odd), BatchName.parse(odd.toString()));
        assertEquals(Optional.empty(), BatchName.parse("notes.txt"));
        assertEquals(Optional.empty(), BatchName.parse("t-0-0000000000000000009-0000000000000000001.jsonl"));
        assertEquals(Optional.empty(), BatchName.parse("t-99999999999-0000000000000000001-0000000000000000001.jsonl"));
    }

    private static void write(Path below, BatchName batch, String... groups) throws IOException {
        for (String group : groups) {
            Files.createDirectories(below.resolve(group));
            Files.writeString(below.resolve(group).resolve(batch + ".jsonl"), "{}\n");
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root))
                    .filter(path -> Files.isRegularFile(path) || path.getFileName().toString().startsWith("."))
                    .map(path -> root.relativize(path).toString()).sorted().toList();
        }
    }
}
