package io.gyre.sinks.restore;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.gyre.sinks.DurableFiles;
import io.gyre.sinks.SinkException;
import io.gyre.sinks.SinkProblem;
import io.gyre.wire.ChunkId;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.Manifest;
import io.gyre.wire.RecordException;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Topics;

/**
 * Writes one chunk into a folder as it lies on Kafka, for a look with stock tools.
 *
 * <pre>{@code
 * 000.zst.age, 001.zst.age, …   the segments:  age -d -i identity.txt 000.zst.age | zstd -d
 * manifest.avro                 the manifest's record value, exactly what is signed
 * manifest.avro.sig             ssh-keygen -Y verify -f allowed_signers -I NAME -n gyre-manifest -s manifest.avro.sig < manifest.avro
 * }</pre>
 */
public final class SealedExport {
    private static final String SEGMENT_ENDING = ".zst.age";
    private static final String MANIFEST = "manifest.avro";
    private static final String SIGNATURE = "manifest.avro.sig";

    /** @param files all that were written, the segments first, in order */
    public record Exported(ChunkId chunk, List<Path> files) {
        public Exported {
            files = List.copyOf(files);
        }
    }

    private SealedExport() {}

    /**
     * Exports the first chunk of the selection that has a manifest and segments.
     *
     * @param folder is made; an earlier export in it is replaced, other content is an error
     * @return nothing when no chunk fits
     */
    public static Optional<Exported> first(Map<String, Object> client, Topics topics, ChunkSelection selection,
            Path folder)
            throws SinkException, RestoreException {
        try (ManifestScan manifests = ManifestScan.open(client, topics.chunks().name());
                SegmentFetch fetch = new SegmentFetch(client, topics.segments().name())) {
            for (Optional<ManifestScan.Found> found = manifests.next(selection); found.isPresent(); found = manifests
                    .next(selection)) {
                Optional<Manifest> manifest = wanted(found.get(), selection);
                if (manifest.isPresent()) {
                    return Optional.of(export(found.get(), manifest.get(), fetch, folder));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw SinkException.writing(folder, e);
        }
    }

    private static Optional<Manifest> wanted(ManifestScan.Found found, ChunkSelection selection) {
        try {
            return Optional.of(found.manifest()).filter(manifest -> manifest.kind() == ChunkKind.CHUNK
                    && !manifest.segments().isEmpty() && selection.includes(manifest.line(), manifest.chunkId()));
        } catch (RecordException unreadable) {
            return Optional.empty();
        }
    }

    private static Exported export(ManifestScan.Found found, Manifest manifest, SegmentFetch fetch, Path folder)
            throws IOException, SinkException, RestoreException {
        clear(folder);
        List<Path> files = new ArrayList<>();
        for (SegmentRef segment : manifest.segments()) {
            files.add(Files.write(folder.resolve("%03d%s".formatted(segment.index(), SEGMENT_ENDING)),
                    fetch.fetch(segment)));
        }
        files.add(Files.write(folder.resolve(MANIFEST), found.kafkaRecord().value()));
        byte[] signature = found.signature();
        if (signature != null) {
            files.add(Files.write(folder.resolve(SIGNATURE), signature));
        }
        return new Exported(manifest.chunk(), files);
    }

    private static void clear(Path folder) throws IOException, SinkException {
        DurableFiles.createFolders(folder);
        List<Path> ours = new ArrayList<>();
        try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
            for (Path path : content) {
                String name = path.getFileName().toString();
                if (!name.equals(MANIFEST) && !name.equals(SIGNATURE) && !name.matches("\\d{3,}\\.zst\\.age")) {
                    throw new SinkException(SinkProblem.FOLDER_NOT_EMPTY,
                            folder + " holds other things than an export, such as " + name + "; choose another folder");
                }
                ours.add(path);
            }
        }
        for (Path path : ours) {
            Files.delete(path);
        }
    }
}
