package io.gyre.analysis;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;

/**
 * Analyses from the jars of a folder. Each jar has a class loader of its own, whose parent is this library's, so that two jars may bring
 * different versions of what they use beside Gyre. The loaders stay open for as long as the process runs: analyses load classes late.
 */
@SuppressWarnings("rawtypes") // as the service is named
public final class Plugins {
    private static final String SERVICE = "META-INF/services/" + Analysis.class.getName();

    private Plugins() {}

    /**
     * {@return the analyses of every {@code *.jar} in the folder, in the order of the jars' names}
     *
     * @throws PluginException when a jar is broken, names no analysis, or one that cannot be made; the message names the jar
     * @throws NoSuchFileException when there is no such folder
     */
    public static List<Analysis<?>> in(Path folder) throws IOException, PluginException {
        var found = new ArrayList<Analysis<?>>();
        for (Path jar : jars(folder)) {
            found.addAll(of(jar));
        }
        return found;
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        var jars = new ArrayList<Path>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            files.forEach(jars::add);
        }
        jars.sort(null);
        return jars;
    }

    private static List<Analysis<?>> of(Path jar) throws PluginException {
        check(jar);
        var found = new ArrayList<Analysis<?>>();
        try {
            for (ServiceLoader.Provider<Analysis> provider : providers(jar)) {
                Analysis<?> analysis = provider.get();
                analysis.newFold(); // so that a missing class is told now, not in the middle of a trace
                found.add(analysis);
            }
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            throw new PluginException(jar, why(e), e);
        }
        return found;
    }

    /** Those of the jar alone: what its parent has is installed anyway. */
    private static List<ServiceLoader.Provider<Analysis>> providers(Path jar) throws PluginException {
        var loader = new URLClassLoader(jar.getFileName().toString(), new URL[]{ url(jar)},
                Plugins.class.getClassLoader());
        return ServiceLoader.load(Analysis.class, loader).stream()
                .filter(provider -> loader.equals(provider.type().getClassLoader()))
                .toList();
    }

    /** A class loader passes over a jar that it cannot read, and over one without services, in silence. */
    private static void check(Path jar) throws PluginException {
        try (var file = new JarFile(jar.toFile())) {
            if (file.getEntry(SERVICE) == null) {
                throw new PluginException(jar, "it has no " + SERVICE, null);
            }
        } catch (IOException e) {
            throw new PluginException(jar, "it cannot be read as a jar: " + e.getMessage(), e);
        }
    }

    private static URL url(Path jar) throws PluginException {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new PluginException(jar, String.valueOf(e.getMessage()), e);
        }
    }

    private static String why(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        return switch (cause) {
            case NoClassDefFoundError _ -> "the class " + message.replace('/', '.') + " is missing";
            case ClassNotFoundException _ -> "the class " + message + " is missing";
            case UnsupportedClassVersionError _ -> "it was built for a newer Java: " + message;
            case ServiceConfigurationError _ -> message.replace(Analysis.class.getName() + ": ", "");
            default -> cause.toString();
        };
    }
}
