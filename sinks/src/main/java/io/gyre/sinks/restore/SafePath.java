package io.gyre.sinks.restore;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.gyre.sinks.restore.RestoreException.Kind;

/**
 * Names of files and folders that came over the wire, checked: whoever may publish must not be able to write anywhere but below
 * the folder that was meant.
 */
final class SafePath {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 4096;
    private static final int DEEPEST = 64;

    private SafePath() {}

    /** {@return {@code folder}'s child of this name}, which must be one plain name, not hidden */
    static Path child(Path folder, String name, String what) throws RestoreException {
        checkName(name, name, what);
        if (name.startsWith(".")) {
            throw unsafe(what, name, "is hidden");
        }
        return resolve(folder, name, what);
    }

    /** {@return what lies below {@code folder} under this relative path}, whose names are parted by {@code /} */
    static Path below(Path folder, String path, String what) throws RestoreException {
        if (path.length() > LONGEST_PATH) {
            throw unsafe(what, path.substring(0, LONGEST_NAME) + "…", "has more than " + LONGEST_PATH + " characters");
        }
        String[] names = path.split("/", -1);
        if (names.length > DEEPEST) {
            throw unsafe(what, path, "is more than " + DEEPEST + " folders deep");
        }
        for (String name : names) {
            checkName(name, path, what);
        }
        return resolve(folder, path, what);
    }

    private static void checkName(String name, String path, String what) throws RestoreException {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw unsafe(what, path, "has the part '" + name + "'");
        }
        if (name.length() > LONGEST_NAME) {
            throw unsafe(what, path, "has a part of more than " + LONGEST_NAME + " characters");
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw unsafe(what, path, "has a slash or a NUL within a name");
        }
    }

    private static Path resolve(Path folder, String path, String what) throws RestoreException {
        try {
            Path resolved = folder.resolve(path);
            if (!resolved.normalize().startsWith(folder.normalize())
                    || resolved.normalize().equals(folder.normalize())) {
                throw unsafe(what, path, "leads out of the folder");
            }
            return resolved;
        } catch (InvalidPathException e) {
            throw unsafe(what, path, "is no name on this system (" + e.getReason() + "); a UTF-8 locale may help");
        }
    }

    private static RestoreException unsafe(String what, String path, String why) {
        return new RestoreException(Kind.UNSAFE_PATH, what + " '" + path + "' " + why);
    }
}
