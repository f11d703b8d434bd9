package io.gyre.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and Ctrl-C for a command that runs until it is told to stop. The signal releases {@link #await} and makes the call that
 * ends the command's work; the command closes what it holds and then this; only then, or after 30 seconds, the process ends.
 *
 * {@snippet :
 * try (FileSink sink = …; StopSignal _ = StopSignal.install(ExitCode.OK, sink::close)) {
 *     sink.run();
 * }
 * }
 */
final class StopSignal implements AutoCloseable {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    /** Ends the command's work, on a thread of its own. */
    @FunctionalInterface
    interface Ending {
        void end() throws Exception;
    }

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("gyre-stop").unstarted(this::stop);
    private final int exitCode;
    private final Ending ending;

    private StopSignal(int exitCode, Ending ending) {
        this.exitCode = exitCode;
        this.ending = ending;
    }

    /** @param exitCode of a process that was asked to stop and did so */
    static StopSignal install(int exitCode, Ending ending) {
        StopSignal signal = new StopSignal(exitCode, ending);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Waits until the process is asked to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** {@return whether the process was asked to stop within this time} */
    boolean await(Duration limit) throws InterruptedException {
        return asked.await(limit.toMillis(), TimeUnit.MILLISECONDS);
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
        asked.countDown();
        try {
            ending.end();
            if (finished.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                System.out.flush();
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (Exception e) {
            System.err.println("gyre: did not stop cleanly: " + e);
        }
    }
}
