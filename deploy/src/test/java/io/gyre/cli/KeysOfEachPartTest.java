package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.embedded.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each part works with its own share of the keys, as operators hand them out, and says what it lacks. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KeysOfEachPartTest {
    @TempDir
    static Path kafka;

    private static EmbeddedBroker broker;

    @TempDir
    Path folder;

    private Path recording;
    private Path all;
    private String topics = "";

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(kafka, EmbeddedBroker.FREE_PORT);
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    @BeforeEach
    void install(TestInfo test) throws Exception {
        SampleFleet.unpack(folder.resolve("samples"));
        recording = folder.resolve("samples/db-01");
        all = folder.resolve("all");
        topics = test.getTestMethod().orElseThrow().getName();
        CommandRun.of("keygen", "--principal", "publisher@db-01", all.toString());
        on("topics", "--partitions", "1");
    }

    @Test
    void publishersAndReadersNeedTheirOwnFilesAlone() throws Exception {
        Path publisher = share("publisher", "recipients.txt", "id_ed25519");
        Path reader = share("reader", "identity.txt", "allowed_signers");
        Path checker = share("checker", "allowed_signers");

        assertRefused("recipients.txt", publish(reader));
        assertRefused("id_ed25519", publish(share("half", "recipients.txt")));
        assertOk(publish(publisher));
        CommandRun checked = on("verify", "--keys", checker.toString());
        assertOk(checked);
        assertTrue(checked.out().contains("signed by publisher@db-01"), checked::out);
        assertTrue(checked.out().contains("not opened: no identity.txt"), checked::out);
        assertRefused("allowed_signers", on("verify", "--keys", publisher.toString()));
        assertRefused("identity.txt", restore(checker));
        assertOk(restore(reader));
        assertEquals(PublishedOnce.chunks(recording), PublishedOnce.chunks(folder.resolve("restored")));
    }

    @Test
    void anyOpensshKeySignsAndItsLineMakesItKnown() throws Exception {
        Tool.assumeInstalled("ssh-keygen", "sh");
        Path key = folder.resolve("ssh_host_ed25519_key");
        Tool.run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "root@db-01", "-f", key.toString()));
        // The key of --signing-key signs, and id_ed25519 is not asked for.
        assertOk(publish(share("publisher", "recipients.txt"), "--signing-key", key.toString()));

        CommandRun unknown = on("verify", "--keys", all.toString());
        assertEquals(ExitCode.PARTLY, unknown.exitCode());
        assertTrue(unknown.out().contains("signature-unknown-signer"), unknown::out);
        assertTrue(restore(all).err().contains("signature-unknown-signer"));
        assertEquals(List.of(), PublishedOnce.chunks(folder.resolve("restored")));

        // As the operations page says.
        Tool.run(List.of("sh", "-c", "echo \"publisher@db-01-host namespaces=\\\"gyre-manifest\\\" $(cut -d' ' -f1,2 "
                + key + ".pub)\" >> " + all.resolve("allowed_signers")));
        CommandRun known = on("verify", "--keys", all.toString());
        assertOk(known);
        assertTrue(known.out().contains("signed by publisher@db-01-host"), known::out);
        assertOk(restore(all));
        assertEquals(PublishedOnce.chunks(recording), PublishedOnce.chunks(folder.resolve("restored")));
    }

    @Test
    void aKeyThatCannotSignIsNamedAndNothingIsPublished() throws Exception {
        Tool.assumeInstalled("ssh-keygen");
        Path locked = folder.resolve("locked");
        Tool.run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "a passphrase", "-f", locked.toString()));
        Path other = folder.resolve("rsa");
        Tool.run(List.of("ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", other.toString()));
        for (Path key : List.of(locked, other, all.resolve("id_ed25519.pub"), folder.resolve("none"))) {
            assertRefused(key.getFileName().toString(), publish(all, "--signing-key", key.toString()));
        }
        assertRefused("no manifest fits", on("verify", "--keys", all.toString()));
    }

    private Path share(String name, String... files) throws Exception {
        Path share = Files.createDirectories(folder.resolve(name));
        for (String file : files) {
            Files.copy(all.resolve(file), share.resolve(file));
        }
        return share;
    }

    private CommandRun publish(Path keys, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--keys", keys.toString(), "--state",
                folder.resolve("state").toString(), recording.toString()));
        arguments.addAll(List.of(more));
        return on("publish", arguments.toArray(String[]::new));
    }

    private CommandRun restore(Path keys) {
        return on("restore", "--keys", keys.toString(), "--out", folder.resolve("restored").toString());
    }

    private CommandRun on(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--bootstrap-server", broker.bootstrapServers(),
                "--topic-prefix", topics));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static void assertOk(CommandRun run) {
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
    }

    private static void assertRefused(String what, CommandRun run) {
        assertEquals(ExitCode.FAILURE, run.exitCode(), run::err);
        assertTrue(run.err().contains(what), run::err);
    }
}
