package io.gyre.analysis;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A jar of a plug-in folder that gives no analysis. */
public final class PluginException extends Exception {
    private static final long serialVersionUID = 1L;

    PluginException(Path jar, String why, @Nullable Throwable cause) {
        super("plug-in " + jar + ": " + why, cause);
    }
}
