package io.gyre.cli;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/** Work beside a command's main work, on a thread of its own. When it fails, the main work is ended and the failure is the command's. */
final class Side implements AutoCloseable {
    /** Something to do. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private final Thread thread;
    private final Work ending;
    private final AtomicReference<Exception> failure;

    private Side(Thread thread, Work ending, AtomicReference<Exception> failure) {
        this.thread = thread;
        this.ending = ending;
        this.failure = failure;
    }

    /**
     * Starts the work.
     *
     * @param ending makes it return
     * @param endMain ends the main work when this one fails
     */
    static Side start(String name, Work work, Work ending, Runnable endMain) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().name(name).start(() -> {
            try {
                work.run();
            } catch (Exception e) {
                failure.set(e);
                endMain.run();
            }
        });
        return new Side(thread, ending, failure);
    }

    /** Ends the work, and fails as it failed. */
    @Override
    public void close() throws ExecutionException {
        try {
            ending.run();
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new ExecutionException(e);
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new ExecutionException(failed);
        }
    }
}
