package io.gyre.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives the classes of jars that were compiled for Java 5 or older today's class file format, whose bytecode can be verified ahead of time: the
 * JVM's start-up caches leave out all others, and picocli, with which every command begins, is of these. The code stays what it was.
 */
final class ClassFileUpgrade {
    /** Java 6's: the first with stack maps, which caches ask for. */
    private static final int OLDEST_THAT_IS_CACHED = ClassFile.JAVA_6_VERSION;

    private ClassFileUpgrade() {}

    /** What the launcher runs after a build: upgrades the jars named. */
    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            upgrade(Path.of(jar));
        }
    }

    /**
     * Upgrades a jar, unless there is no need.
     *
     * @return how many classes were too old
     */
    static int upgrade(Path jar) throws IOException {
        Path upgraded = jar.resolveSibling("." + jar.getFileName() + ".upgraded");
        int classes;
        try (var in = new ZipFile(jar.toFile())) {
            classes = copy(in, upgraded);
        }
        if (classes == 0) {
            Files.delete(upgraded);
        } else {
            Files.move(upgraded, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return classes;
    }

    private static int copy(ZipFile in, Path upgraded) throws IOException {
        ClassFile classFiles = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(name -> resource(in, name))));
        int classes = 0;
        try (OutputStream file = Files.newOutputStream(upgraded); var out = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(".class")) {
                    ClassModel parsed = classFiles.parse(content);
                    if (parsed.majorVersion() < OLDEST_THAT_IS_CACHED) {
                        content = upgraded(classFiles, parsed);
                        classes++;
                    }
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
                out.closeEntry();
            }
        }
        return classes;
    }

    private static byte[] upgraded(ClassFile classFiles, ClassModel old) {
        return classFiles.transformClass(old, ClassTransform.dropping(ClassFileVersion.class::isInstance)
                .andThen(ClassTransform.endHandler(to -> to.withVersion(ClassFile.latestMajorVersion(), 0)))
                .andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }

    /** {@return a class file's bytes, of the jar or the JDK}, to find types' common superclasses. */
    private static @Nullable InputStream resource(ZipFile jar, ClassDesc name) {
        String descriptor = name.descriptorString();
        String path = descriptor.substring(1, descriptor.length() - 1) + ".class";
        ZipEntry entry = jar.getEntry(path);
        try {
            return entry == null ? ClassLoader.getSystemResourceAsStream(path) : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
