package io.gyre.sinks.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.gyre.sinks.DurableFiles;
import io.gyre.sinks.SinkException;
import io.gyre.sinks.SinkProblem;

/**
 * Remembers, in the folder, which topics its files come from: the unique id that Kafka gave each. Offsets of another topic of the
 * same name (a new cluster, or one deleted and created again) say nothing about the files that are here.
 */
final class TopicIds {
    private static final String FILE = ".topics.properties";

    private TopicIds() {}

    /** Checks that the files that are here come from these very topics, and remembers those that are new to the folder. */
    static void check(Path folder, Map<String, String> idByTopic, Set<String> topicsOfFiles) throws SinkException {
        Path file = folder.resolve(FILE);
        Map<String, String> known;
        try {
            known = read(file);
        } catch (IOException e) {
            throw SinkException.reading(file, e);
        }
        for (Map.Entry<String, String> topic : idByTopic.entrySet()) {
            String before = known.put(topic.getKey(), topic.getValue());
            if (before != null && !before.equals(topic.getValue()) && topicsOfFiles.contains(topic.getKey())) {
                throw new SinkException(SinkProblem.FOLDER_OF_ANOTHER_TOPIC,
                        folder + " holds files of another topic " + topic.getKey() + ", with the id "
                                + before
                                + " and not " + topic.getValue() + "; choose another folder, or move its content away");
            }
        }
        try {
            write(file, known);
        } catch (IOException e) {
            throw SinkException.writing(folder, e);
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> known = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    known.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        return known;
    }

    private static void write(Path file, Map<String, String> known) throws IOException {
        if (known.equals(read(file))) {
            return;
        }
        StringBuilder text = new StringBuilder();
        known.forEach((topic, id) -> text.append(topic).append('=').append(id).append('\n'));
        Path temporary = file.resolveSibling(FILE + ".tmp");
        Files.writeString(temporary, text);
        DurableFiles.force(temporary);
        DurableFiles.rename(temporary, file);
    }
}
