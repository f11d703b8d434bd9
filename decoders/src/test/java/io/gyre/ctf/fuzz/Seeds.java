package io.gyre.ctf.fuzz;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.SharedFiles;
import io.gyre.ctf.metadata.MetadataReader;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.testing.Classes;
import io.gyre.ctf.testing.LttngPacket;
import io.gyre.ctf.testing.RandomClasses;
import io.gyre.ctf.testing.TraceEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** What mutation starts from: metadata and packets made here, those of the tests, and of the recordings where they are. */
final class Seeds {
    private static final int RANDOM_CLASSES = 14;
    private static final int LARGEST_METADATA = 4096;
    private static final int LARGEST_FILE = 4096;
    private static final String SUITES = "suites/babeltrace-ctf/common-data/ctf-traces";

    private Seeds() {}

    /** {@return the trace classes whose packets are mutated; few enough to stay compiled} */
    static List<TraceClass> classes() {
        var classes = new ArrayList<TraceClass>();
        classes.add(Classes.trace(Classes.lttngPacketHeader(), Classes.stream(0, Classes.lttngPacketContext(),
                Classes.lttngCompactHeader(), Classes.event(1, "mixed", Classes.structure(
                        Classes.member("n", Classes.unsigned(16)),
                        Classes.member("text", new FieldClass.NullTerminatedString(StringEncoding.UTF_8)),
                        Classes.member("length", Classes.unsigned(32)),
                        Classes.member("list", new FieldClass.DynamicLengthArray(
                                Classes.path(Scope.EVENT_RECORD_PAYLOAD, 2), Classes.unsigned(16), 1)))))));
        for (int i = 0; i < RANDOM_CLASSES; i++) {
            classes.add(RandomClasses.make(new Random(i)).traceClass());
        }
        try {
            classes.add(MetadataReader.read(resource("pass-lttng-kernel.tsdl"), "metadata"));
        } catch (CtfException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(classes);
    }

    /** {@return data stream files, each after the number of its trace class} */
    static List<byte[]> files() {
        var seeds = new ArrayList<byte[]>();
        var packets = new ByteArrayOutputStream();
        packets.write(0);
        for (int p = 1; p <= 3; p++) {
            var packet = new LttngPacket(512, 1000L * p).sequence(p);
            for (int e = 0; e < 4; e++) {
                packet.event(1, 1000L * p + e, new byte[]{ 1, 0, 'a', 'b', 0, 2, 0, 0, 0, 7, 0, 8, 0});
            }
            packets.writeBytes(packet.build(256));
        }
        seeds.add(packets.toByteArray());
        for (int i = 0; i < RANDOM_CLASSES; i++) {
            for (int events = 0; events < 6; events += 2) {
                var encoder = new TraceEncoder(RandomClasses.make(new Random(i)), new Random(events));
                var file = new ByteArrayOutputStream();
                file.write(1 + i);
                file.writeBytes(encoder.packet(events));
                file.writeBytes(encoder.packet(1));
                if (file.size() <= LARGEST_FILE) {
                    seeds.add(file.toByteArray());
                }
            }
        }
        seeds.add(kernelPacket());
        return seeds;
    }

    /** A header that fits the kernel's metadata, and events of the ids that it has. */
    private static byte[] kernelPacket() {
        TraceClass kernel = classes().getLast();
        DataStreamClass stream = kernel.streams().values().iterator().next();
        var packet = new LttngPacket(1024, 1_000_000);
        for (long id : stream.events().keySet()) {
            packet.event((int) id & 31, 1_000_100 + id, new byte[40]);
        }
        byte[] built = packet.build(512);
        byte[] uuid = new byte[16];
        var own = Objects.requireNonNull(kernel.uuid());
        ByteBuffer.wrap(uuid).putLong(own.getMostSignificantBits()).putLong(own.getLeastSignificantBits());
        System.arraycopy(uuid, 0, built, 4, 16);
        byte[] seed = new byte[built.length + 1];
        seed[0] = 1 + RANDOM_CLASSES;
        System.arraycopy(built, 0, seed, 1, built.length);
        return seed;
    }

    /** {@return metadata files, valid and not} */
    static List<byte[]> metadata() {
        var seeds = new ArrayList<byte[]>();
        try (Stream<Path> files = Files.list(resourceFolder())) {
            for (Path file : files.sorted().toList()) {
                seeds.add(resource(file.getFileName().toString()));
            }
            for (String folder : List.of("suites/babeltrace-ctf/field-expanded", SUITES)) {
                for (Path file : SharedFiles.isThere(folder)
                        ? SharedFiles.named("metadata", folder)
                        : List.<Path>of()) {
                    if (Files.size(file) <= LARGEST_METADATA) {
                        seeds.add(Files.readAllBytes(file));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seeds;
    }

    private static byte[] resource(String name) {
        try {
            String content = Files.readString(resourceFolder().resolve(name));
            return content.substring(0, content.indexOf("\n---\n") + 1).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path resourceFolder() {
        try {
            return Path.of(Objects.requireNonNull(Seeds.class.getResource("/tsdl")).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the seeds, each into a file, below {@code FOLDER/metadata} and {@code FOLDER/packets}. */
    public static void main(String... arguments) throws IOException {
        write(Path.of(arguments[0], "metadata"), metadata());
        write(Path.of(arguments[0], "packets"), files());
    }

    private static void write(Path folder, List<byte[]> seeds) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i));
        }
    }
}
