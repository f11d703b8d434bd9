package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClassFileUpgradeTest {
    @TempDir
    Path folder;
    private Path jar;

    @BeforeEach
    void copyOfPicocli() throws IOException {
        jar = folder.resolve("picocli.jar");
        Files.copy(
                Path.of(URI.create(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toString())),
                jar);
    }

    @Test
    void allClassesAreVerifiedAndLinkedAfterwards() throws Exception {
        List<String> names = classes();
        assertTrue(ClassFileUpgrade.upgrade(jar) > 100, "picocli's classes were of Java 5");

        assertEquals(names, classes());
        int linked = 0;
        try (var loader = new URLClassLoader(new URL[]{ jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (String name : names) {
                if (name.startsWith("picocli/") && !name.contains("groovy")) {
                    Class.forName(name.replace('/', '.').replace(".class", ""), true, loader);
                    linked++;
                }
            }
        }
        assertTrue(linked > 100, linked + " classes");
    }

    @Test
    void aCommandLineDoesWhatItDid() throws Exception {
        ClassFileUpgrade.upgrade(jar);
        try (var loader = new URLClassLoader(new URL[]{ jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> help = loader.loadClass("picocli.AutoComplete");
            String script = (String) help.getMethod("bash", String.class, loader.loadClass("picocli.CommandLine"))
                    .invoke(null, "help", loader.loadClass("picocli.CommandLine").getConstructor(Object.class)
                            .newInstance(loader.loadClass("picocli.CommandLine$HelpCommand").getConstructor()
                                    .newInstance()));
            assertEquals(picocli.AutoComplete.bash("help", new CommandLine(new CommandLine.HelpCommand())), script);
        }
    }

    @Test
    void whatIsRecentIsLeftAsItIs() throws IOException {
        ClassFileUpgrade.upgrade(jar);
        byte[] once = Files.readAllBytes(jar);

        assertEquals(0, ClassFileUpgrade.upgrade(jar));

        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(jar), files.toList());
        }
        assertArrayEquals(once, Files.readAllBytes(jar));
    }

    @Test
    void classesGetTheVersionOfThisJdk() throws IOException {
        ClassFileUpgrade.upgrade(jar);

        try (var zip = new ZipFile(jar.toFile())) {
            byte[] commandLine = zip.getInputStream(zip.getEntry("picocli/CommandLine.class")).readAllBytes();
            assertEquals(ClassFile.latestMajorVersion(), ClassFile.of().parse(commandLine).majorVersion());
        }
    }

    private List<String> classes() throws IOException {
        var names = new ArrayList<String>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith(".class")) {
                    names.add(entry.getName());
                }
            }
        }
        return names;
    }
}
