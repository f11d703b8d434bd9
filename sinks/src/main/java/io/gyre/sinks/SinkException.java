package io.gyre.sinks;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** A sink cannot go on, or not now. The message says what happened, where, and what to do next. */
public final class SinkException extends Exception {
    private final SinkProblem problem;

    public SinkException(SinkProblem problem, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    public SinkException(SinkProblem problem, String message) {
        this(problem, message, null);
    }

    public SinkProblem problem() {
        return problem;
    }

    /** {@return the stable code, such as {@code disk-full}} */
    public String code() {
        return problem.code();
    }

    /** {@return what a failed write below {@code folder} means} */
    public static SinkException writing(Path folder, Exception cause) {
        String message = String.valueOf(cause.getMessage());
        String lowerCase = message.toLowerCase(Locale.ROOT);
        if (lowerCase.contains("no space left") || lowerCase.contains("quota exceeded")) {
            return new SinkException(SinkProblem.DISK_FULL,
                    "no space left below " + folder + " (" + message + "); free some, the sink goes on by itself",
                    cause);
        }
        if (cause instanceof AccessDeniedException || cause instanceof ReadOnlyFileSystemException
                || lowerCase.contains("read-only file system") || lowerCase.contains("permission denied")) {
            return new SinkException(SinkProblem.FOLDER_NOT_WRITABLE,
                    folder + " cannot be written to (" + message
                            + "); give this user the right to, the sink goes on by itself",
                    cause);
        }
        return new SinkException(SinkProblem.FOLDER_IO, "writing below " + folder + " failed: " + cause, cause);
    }

    /** {@return what a Kafka client's error means} */
    public static SinkException kafka(String doing, Throwable cause) {
        SinkProblem problem = switch (cause) {
            case AuthorizationException refused -> SinkProblem.NOT_AUTHORIZED;
            case UnknownTopicOrPartitionException missing -> SinkProblem.TOPIC_MISSING;
            case ProducerFencedException fenced -> SinkProblem.REPLACED;
            default -> SinkProblem.KAFKA;
        };
        return new SinkException(problem, doing + ": " + cause.getMessage(), cause);
    }

    /** {@return what a failed read of {@code folder} means} */
    public static SinkException reading(Path folder, IOException cause) {
        return new SinkException(SinkProblem.FOLDER_IO, "reading " + folder + " failed: " + cause, cause);
    }
}
