package io.gyre.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * SIGTERM and Ctrl-C for a command that runs until it is told to stop. The signal makes the call that ends the command's work; the
 * command closes what it holds and this last of all; only then, or after 40 seconds, the process ends.
 *
 * {@snippet :
 * try (StopSignal stop = StopSignal.install(ExitCode.OK); FileSink sink = …) {
 *     stop.calls(sink::close);
 *     sink.run();
 * }
 * }
 */
final class StopSignal implements AutoCloseable {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    /** Ends the command's work; made on a thread of its own. */
    @FunctionalInterface
    interface Ending {
        void end() throws Exception;
    }

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("gyre-stop").unstarted(this::stop);
    private final int exitCode;
    private @Nullable Ending ending;
    private boolean asked;

    private StopSignal(int exitCode) {
        this.exitCode = exitCode;
    }

    /** @param exitCode of a process that was asked to stop and did so */
    static StopSignal install(int exitCode) {
        StopSignal signal = new StopSignal(exitCode);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Says what ends the work; does so at once when the signal has come already. */
    void calls(Ending newEnding) {
        synchronized (this) {
            ending = newEnding;
            if (!asked) {
                return;
            }
        }
        end(newEnding);
    }

    /** Lets the process end: everything is closed. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            join(); // the process is ending: let it be the hook that ends it
        }
    }

    private void join() {
        try {
            hook.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        Ending known;
        synchronized (this) {
            asked = true;
            known = ending;
        }
        if (known != null) {
            end(known);
        }
        try {
            if (finished.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Ending ending) {
        try {
            ending.end();
        } catch (Exception e) {
            System.err.println("gyre: did not stop cleanly: " + e);
        }
    }
}
