package io.github.keycloakcognito.it;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.InetAddress;

/** An LDAP directory in this process, which anyone may read. */
final class Directory implements AutoCloseable {

  private static final String BASE = "dc=example,dc=org";
  static final String PEOPLE = "ou=people," + BASE;

  private final InMemoryDirectoryServer server;

  private Directory(InMemoryDirectoryServer server) {
    this.server = server;
  }

  static Directory start() throws LDAPException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.add(BASE, new Attribute("objectClass", "domain"));
    server.add(PEOPLE, new Attribute("objectClass", "organizationalUnit"));
    server.startListening();
    return new Directory(server);
  }

  String url() {
    return "ldap://localhost:" + server.getListenPort();
  }

  /** A user whose password is the name. */
  void add(String user) throws LDAPException {
    server.add(
        dn(user),
        new Attribute("objectClass", "inetOrgPerson"),
        new Attribute("cn", user),
        new Attribute("sn", "Test"),
        new Attribute("mail", user + "@example.org"),
        new Attribute("userPassword", user));
  }

  void remove(String user) throws LDAPException {
    server.delete(dn(user));
  }

  private static String dn(String user) {
    return "uid=" + user + "," + PEOPLE;
  }

  void goDown() {
    server.shutDown(true);
  }

  /** At the same address. */
  void comeBack() throws LDAPException {
    server.startListening();
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
