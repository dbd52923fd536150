package io.github.keycloakcognito.devstack.keycloak;

/** This machine: the distribution is unpacked into the server's home and runs there. */
final class LocalPlace implements ServerPlace {

  @Override
  public void prepare(ServerSettings settings) {
    KeycloakHome home = settings.distribution().unpack(settings.home().path());
    if (!settings.keepData()) {
      home.wipeData();
    }
    home.replaceProviders(settings.providers());
    home.replaceRealms(settings.realms());
    settings.log().begin();
    new KeycloakBuild(settings).ensure();
  }

  @Override
  public ServerRun start(ServerSettings settings) {
    return ServerProcess.start(
        settings.startCommand(),
        ServerEnvironment.forServer(
            System.getenv(), settings.environment(), settings.javaHome(), settings.jvmOptions()),
        settings.home().path(),
        settings.log());
  }
}
