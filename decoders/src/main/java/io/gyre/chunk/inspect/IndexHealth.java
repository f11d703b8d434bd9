package io.gyre.chunk.inspect;

import io.gyre.chunk.SessionLine;
import io.gyre.ctf.read.LttngIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether LTTng's index files are there and fit their data.
 *
 * @param files how many data stream files there are that hold anything
 * @param present how many of these have an index file
 * @param valid how many of those may be used
 * @param problems why the others may not
 */
public record IndexHealth(int files, int present, int valid, List<String> problems) {
    public IndexHealth {
        problems = List.copyOf(problems);
    }

    /** {@return the state of all index files of a line} */
    static IndexHealth of(SessionLine line) throws IOException {
        int files = 0;
        int present = 0;
        var problems = new ArrayList<String>();
        List<Path> data = line.chunks().stream().flatMap(chunk -> chunk.traces().stream())
                .flatMap(trace -> trace.dataFiles().stream()).toList();
        for (Path file : data) {
            long size = Files.size(file);
            if (size > 0) {
                files++;
                Path index = file.resolveSibling("index").resolve(file.getFileName() + ".idx");
                if (Files.isRegularFile(index)) {
                    present++;
                    check(index, size, problems);
                }
            }
        }
        return new IndexHealth(files, present, present - problems.size(), problems);
    }

    private static void check(Path file, long dataBytes, List<String> problems) throws IOException {
        Optional<LttngIndex> index = LttngIndex.read(file, problems::add);
        if (index.isPresent()) {
            String mismatch = index.get().mismatch(dataBytes);
            if (mismatch != null) {
                problems.add(file + ": index not used: " + mismatch);
            }
        }
    }
}
