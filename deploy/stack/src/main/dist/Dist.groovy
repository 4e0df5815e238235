/*
 * Fills target/dist with the servers that Headwater starts: kafka/ (the broker's jars with their runtime tree) and registry/
 * (Apicurio Registry, unpacked). Runs inside the build, through Maven's own resolver, so that offline mode, mirrors and checksums
 * count as everywhere else. A stamp with the coordinates makes the second build skip the work.
 *
 * Why a script: the dependency plugin copies a tree only if it is the module's own class path, where the broker must not be; and it
 * insists on the parent descriptors of a lone archive, which not every mirror serves for the registry.
 */
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption

import groovy.ant.AntBuilder
import org.eclipse.aether.RepositorySystem
import org.eclipse.aether.artifact.DefaultArtifact
import org.eclipse.aether.collection.CollectRequest
import org.eclipse.aether.graph.Dependency
import org.eclipse.aether.resolution.ArtifactRequest
import org.eclipse.aether.resolution.DependencyRequest
import org.eclipse.aether.util.filter.DependencyFilterUtils

def resolver = session.lookup(RepositorySystem.name)
def repositories = project.remoteProjectRepositories
def dist = Path.of(distFolder as String)

def kept = { Path folder, String coordinates ->
    def stamp = folder.resolve('.coordinates')
    Files.exists(stamp) && Files.readString(stamp) == coordinates
}

/** Fills a folder beside the wanted one and moves it there whole: an interrupted build leaves no half of a server. */
def fill = { String name, String coordinates, Closure work ->
    def folder = dist.resolve(name)
    if (kept(folder, coordinates)) {
        return
    }
    log.info("filling ${folder} with ${coordinates}")
    def fresh = dist.resolve(".${name}.new")
    [folder, fresh].each { it.toFile().deleteDir() }
    Files.createDirectories(fresh)
    work(fresh)
    Files.writeString(fresh.resolve('.coordinates'), coordinates)
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE)
}

def brokerJars = (brokerArtifacts as String).split(/\s+/).findAll()
fill('kafka', brokerJars.join(' ')) { Path folder ->
    def wanted = new CollectRequest()
    wanted.repositories = repositories
    brokerJars.each { wanted.addDependency(new Dependency(new DefaultArtifact(it), 'runtime')) }
    def request = new DependencyRequest(wanted, DependencyFilterUtils.classpathFilter('runtime'))
    resolver.resolveDependencies(session.repositorySession, request).artifactResults.each {
        Files.copy(it.artifact.file.toPath(), folder.resolve(it.artifact.file.name))
    }
}

def registry = registryArchive as String
fill('registry', registry) { Path folder ->
    def request = new ArtifactRequest(new DefaultArtifact(registry), repositories, null)
    def archive = resolver.resolveArtifact(session.repositorySession, request).artifact.file
    new AntBuilder().untar(src: archive, dest: folder.toFile(), compression: 'gzip')
}
