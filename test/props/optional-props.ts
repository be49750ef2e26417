import { join, relative } from "node:path";
import ts from "typescript";

/** A value of a type that can be listed: a member of a union of literals, `true` or `false`. */
export type LiteralValue = string | number | boolean;

/** An optional property somewhere in a props interface. */
export interface OptionalProp {
  /** `remoteWrite.roleName`; `[]` stands for the elements of a list, `*` for the values of a map: `statements[].effect`. */
  readonly path: string;
  /** All values that the type admits, when it is a union of literals or a boolean; empty otherwise. */
  readonly values: readonly LiteralValue[];
  /** What the docstring gives as `@default`. */
  readonly documentedDefault?: string;
  /** Where the property is declared, from the project's folder. */
  readonly file: string;
  /**
   * The property of a reference (`ILogGroupRef.dependable`), when it stands in one: a fact about something that exists.
   * @default - an option
   */
  readonly reference?: string;
  /** The place of its declaration, which the same property has wherever it is inherited. */
  readonly declaredAt: string;
}

/** The optional properties of what a constructor is given, or a method. */
export interface ConstructProps {
  /** Name of the class, or of class and method: `EksCluster.addDefaultAddons`. */
  readonly name: string;
  /** Where the class stands, from the project's folder. */
  readonly file: string;
  /** Its folder below `constructs/`. */
  readonly folder: string;
  readonly optionalProps: readonly OptionalProp[];
}

/** How interfaces are named by which folders see each other's things. */
const REFERENCE = /^I[A-Z]\w*Ref$/;

/** Reads the types of the project with the TypeScript compiler. One program is made for all questions. */
export class PropsReader {
  /** Which of the types that are not looked into were met so far. */
  public readonly passedTypes = new Set<string>();
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;

  /**
   * @param root the project's folder
   * @param below which of its folders are read, such as `constructs`
   * @param passedThrough types that are not looked into, by name
   */
  public constructor(
    private readonly root: string,
    private readonly below: string,
    private readonly passedThrough: ReadonlySet<string> = new Set(),
  ) {
    const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
    const config = ts.getParsedCommandLineOfConfigFile(join(root, "tsconfig.json"), { incremental: false, noEmit: true }, host)!;
    const files = config.fileNames.filter((file) => relative(root, file).startsWith(`${below}/`));
    this.program = ts.createProgram(files, { ...config.options, tsBuildInfoFile: undefined }, undefined);
    this.checker = this.program.getTypeChecker();
  }

  /** Every exported class that extends `Construct`, with the optional properties of its third argument. */
  public constructs(): ConstructProps[] {
    return this.constructClasses().map((declaration) => {
      const props = this.constructorProps(declaration);
      return this.subject(declaration, declaration.name!.text, props === undefined ? [] : this.optionalPropsOf(props));
    });
  }

  /** Public methods of these classes whose arguments have optional properties that no constructor has. */
  public methods(): ConstructProps[] {
    const known = new Set(this.constructs().flatMap(({ optionalProps }) => optionalProps.map(({ declaredAt }) => declaredAt)));
    return this.constructClasses().flatMap((declaration) =>
      declaration.members
        .filter(ts.isMethodDeclaration)
        .filter(isPublic)
        .flatMap((method) => {
          const props = method.parameters
            .flatMap((parameter) => this.optionalPropsOf(this.checker.getTypeAtLocation(parameter)))
            .filter(({ declaredAt, reference }) => reference === undefined && !known.has(declaredAt));
          const name = `${declaration.name!.text}.${method.name.getText()}`;
          return props.length === 0 ? [] : [this.subject(declaration, name, props)];
        }),
    );
  }

  /** The optional properties of an exported interface. */
  public interface(name: string): readonly OptionalProp[] {
    const declaration = this.sourceFiles()
      .flatMap((file) => file.statements.filter(ts.isInterfaceDeclaration))
      .find((candidate) => candidate.name.text === name);
    if (declaration === undefined) {
      throw new Error(`${this.below} has no interface ${name}.`);
    }
    return this.optionalPropsOf(this.checker.getTypeAtLocation(declaration));
  }

  private constructClasses(): ts.ClassDeclaration[] {
    return this.sourceFiles().flatMap((file) =>
      file.statements
        .filter(ts.isClassDeclaration)
        .filter((declaration) => isExported(declaration) && this.isConstruct(this.checker.getTypeAtLocation(declaration))),
    );
  }

  private subject(declaration: ts.ClassDeclaration, name: string, optionalProps: readonly OptionalProp[]): ConstructProps {
    const file = relative(this.root, declaration.getSourceFile().fileName);
    return { name, file, folder: file.split("/")[1]!, optionalProps };
  }

  private sourceFiles(): ts.SourceFile[] {
    return this.program
      .getSourceFiles()
      .filter((file) => relative(this.root, file.fileName).startsWith(`${this.below}/`))
      .sort((a, b) => a.fileName.localeCompare(b.fileName));
  }

  private isConstruct(type: ts.Type): boolean {
    const bases = type.isClassOrInterface() ? this.checker.getBaseTypes(type) : [];
    return bases.some((base) => base.symbol.name === "Construct" || this.isConstruct(base));
  }

  /** The type of the third argument; undefined when there is none. A class without a constructor takes its parent's. */
  private constructorProps(declaration: ts.ClassDeclaration): ts.Type | undefined {
    const classType = this.checker.getTypeOfSymbol(this.checker.getSymbolAtLocation(declaration.name!)!);
    const [signature] = classType.getConstructSignatures();
    const parameter = signature?.parameters[2];
    return parameter && this.checker.getTypeOfSymbolAtLocation(parameter, declaration);
  }

  private optionalPropsOf(props: ts.Type): OptionalProp[] {
    const found = new Map<string, OptionalProp>();
    this.walk(props, "", [], found);
    return [...found.values()];
  }

  private walk(type: ts.Type, path: string, above: readonly ts.Type[], found: Map<string, OptionalProp>): void {
    if (above.includes(type) || this.isPassedThrough(type)) {
      return;
    }
    if (type.isUnionOrIntersection()) {
      type.types.forEach((member) => this.walk(member, path, [...above, type], found));
      return;
    }
    const element = this.elementOf(type);
    if (element !== undefined) {
      this.walk(element.type, `${path}${element.suffix}`, [...above, type], found);
    }
    if (!this.isOurs(type)) {
      return;
    }
    for (const property of type.getProperties()) {
      const declaration = property.declarations?.[0];
      const propertyPath = path === "" ? property.name : `${path}.${property.name}`;
      const propertyType = this.checker.getNonNullableType(this.checker.getTypeOfSymbol(property));
      if ((property.flags & ts.SymbolFlags.Optional) !== 0 && !found.has(propertyPath)) {
        found.set(propertyPath, {
          path: propertyPath,
          values: this.literalsOf(propertyType),
          documentedDefault: defaultTag(property),
          file: declaration === undefined ? "" : relative(this.root, declaration.getSourceFile().fileName),
          declaredAt: declaration === undefined ? propertyPath : `${declaration.getSourceFile().fileName}:${declaration.pos}`,
          reference: REFERENCE.test(type.symbol.name) ? `${type.symbol.name}.${property.name}` : undefined,
        });
      }
      this.walk(propertyType, propertyPath, [...above, type], found);
    }
  }

  private elementOf(type: ts.Type): { readonly type: ts.Type; readonly suffix: string } | undefined {
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) {
      return { type: this.checker.getTypeArguments(type as ts.TypeReference)[0]!, suffix: "[]" };
    }
    const mapValue = type.getStringIndexType();
    return mapValue && { type: mapValue, suffix: ".*" };
  }

  /** Interfaces and literal types of the project. Classes make their values themselves, and functions have none. */
  private isOurs(type: ts.Type): boolean {
    const declarations = type.symbol?.declarations ?? [];
    const plain = declarations.some(
      (node) => ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node) || ts.isMappedTypeNode(node),
    );
    return (
      plain &&
      type.getCallSignatures().length === 0 &&
      // A mapped type such as Partial<...> is declared in TypeScript's library; its properties are declared here.
      [...declarations, ...type.getProperties().flatMap((property) => property.declarations ?? [])].some(
        (node) => !node.getSourceFile().fileName.includes("/node_modules/"),
      )
    );
  }

  private isPassedThrough(type: ts.Type): boolean {
    const name = [type.aliasSymbol?.name, type.symbol?.name].find((candidate) => this.passedThrough.has(candidate ?? ""));
    if (name !== undefined) {
      this.passedTypes.add(name);
    }
    return name !== undefined;
  }

  private literalsOf(type: ts.Type): LiteralValue[] {
    const members = type.isUnion() ? type.types : [type];
    const values = members.map((member) => {
      if (member.isStringLiteral() || member.isNumberLiteral()) {
        return member.value;
      }
      return (member.flags & ts.TypeFlags.BooleanLiteral) === 0 ? undefined : this.checker.typeToString(member) === "true";
    });
    return values.every((value) => value !== undefined) ? values : [];
  }
}

function isExported(declaration: ts.ClassDeclaration): boolean {
  return declaration.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isPublic(method: ts.MethodDeclaration): boolean {
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];
  return !(method.modifiers?.some(({ kind }) => hidden.includes(kind)) ?? false);
}

function defaultTag(property: ts.Symbol): string | undefined {
  const tag = property.getJsDocTags().find(({ name }) => name === "default");
  return tag && ts.displayPartsToString(tag.text);
}
